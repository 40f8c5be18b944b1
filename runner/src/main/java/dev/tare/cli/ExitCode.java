package dev.tare.cli;

/** What the process says to its caller. */
final class ExitCode {
  static final int DONE = 0;
  static final int BUG = 1;
  static final int USAGE = 2;

  /** A runtime has no completed trial. */
  static final int NOTHING_COMPLETED = 3;

  static final int NOT_READY = 4;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
