package dev.tare.target.pods;

/** A pod that did not come up: what was being tried, and the runtime's own message. */
public final class PodFailure extends Exception {
  private static final long serialVersionUID = 1;

  /** How the cause of a pod begins that no node may take. */
  public static final String NO_PLACE = "the scheduler finds no place for it: ";

  private final String during;
  private final boolean late;

  private PodFailure(String during, String cause, boolean late) {
    super(cause);
    this.during = during;
    this.late = late;
  }

  /** A cause in the target's own words. */
  public static PodFailure of(String during, String cause) {
    return new PodFailure(during, cause, false);
  }

  /** The limit passed first. */
  public static PodFailure late(String during) {
    return new PodFailure(during, "the limit passed", true);
  }

  /** What was being tried. */
  public String during() {
    return during;
  }

  /** Whether it only took too long. */
  public boolean late() {
    return late;
  }

  /** Why it failed. */
  public String cause() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
