package dev.tare.bench;

/** The program was called wrongly; the message names the argument. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UsageException(String message) {
    super(message);
  }
}
