package dev.tare.tool;

/** What a command printed has not the numbers that it should have; the message says why. */
public final class BadOutput extends Exception {
  private static final long serialVersionUID = 1;

  BadOutput(String reason) {
    super(reason);
  }

  /** Why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
