package dev.tare.cli;

/** The command line asks for something that is not there: what, and what there is. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
