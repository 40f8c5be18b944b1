package dev.tare.compare;

/** What one round is reduced to before rounds are compared. */
public enum Statistic {
  MEDIAN("median"),
  P90("p90"),
  P99("p99"),
  MEAN("mean");

  private final String label;

  Statistic(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
