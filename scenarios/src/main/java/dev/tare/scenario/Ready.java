package dev.tare.scenario;

/** What ends a start-up measurement. */
public sealed interface Ready {
  Ready HOME_CALL = new HomeCall();
  Ready FIRST_OUTPUT = new FirstOutput();

  /** The container's first program opens a connection to the harness. */
  record HomeCall() implements Ready {}

  /** The container's first line of standard output, stamped by the CRI log: needs no network. */
  record FirstOutput() implements Ready {}

  /** What somebody beside the pod finds out by asking again and again. */
  sealed interface Asked extends Ready {
    /** Of the pod's address. */
    int port();
  }

  /** A TCP connection to that port of the pod is accepted. */
  record Tcp(int port) implements Asked {}

  /**
   * An HTTP request to that port is answered with that status.
   *
   * @param path begins with a slash
   */
  record Http(int port, String path, int status) implements Asked {}

  /**
   * The first line of output in which the pattern is found, stamped by the CRI log.
   *
   * @param pattern as {@link java.util.regex.Pattern} reads it
   */
  record Log(String pattern) implements Ready {}
}
