package dev.tare.payload;

/** A payload could not be built, or left no usable result; the message says why and where. */
public final class PayloadException extends Exception {
  private static final long serialVersionUID = 1;

  public PayloadException(String message) {
    super(message);
  }
}
