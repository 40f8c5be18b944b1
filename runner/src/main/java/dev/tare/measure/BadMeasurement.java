package dev.tare.measure;

/** What was observed cannot be true, or cannot be read: the trial fails with this reason. */
final class BadMeasurement extends Exception {
  private static final long serialVersionUID = 1;
  private final String reason;

  BadMeasurement(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
