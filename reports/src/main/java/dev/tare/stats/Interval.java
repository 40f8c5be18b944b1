package dev.tare.stats;

/**
 * A closed confidence interval, in the unit of the value it belongs to.
 *
 * @param level the confidence that is attained, at least the one asked for: 0.969 where 0.95 was
 *     asked of six values
 */
public record Interval(double low, double high, double level) {

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
