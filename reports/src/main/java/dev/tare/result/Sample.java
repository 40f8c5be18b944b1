package dev.tare.result;

/**
 * One value of a metric.
 *
 * @param value in the metric's unit
 * @param error bound of its error in the same unit; 0 when it is far below the value's noise
 */
public record Sample(Metric metric, double value, double error) {
  public Sample {
    if (!Double.isFinite(value) || !Double.isFinite(error) || error < 0) {
      throw new IllegalArgumentException(
          "%s cannot be %s with an error of %s".formatted(metric.name(), value, error));
    }
  }
}
