package dev.tare.scenario;

/** What ends a start-up measurement. */
public enum Ready {
  /** The container's first program opens a connection to the harness. */
  HOME_CALL,
  /** The container's first line of standard output, stamped by the CRI log: needs no network. */
  FIRST_OUTPUT
}
