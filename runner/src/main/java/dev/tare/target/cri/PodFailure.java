package dev.tare.target.cri;

/** A pod that did not come up: what was being tried, and the runtime's own message. */
final class PodFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String during;
  private final boolean late;

  private PodFailure(String during, String cause, boolean late) {
    super(cause);
    this.during = during;
    this.late = late;
  }

  static PodFailure of(String during, String cause) {
    return new PodFailure(during, cause, false);
  }

  /** The limit passed first. */
  static PodFailure late(String during) {
    return new PodFailure(during, "the limit passed", true);
  }

  String during() {
    return during;
  }

  boolean late() {
    return late;
  }

  String cause() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
