package dev.tare.compare;

import java.util.List;

/**
 * The A/A pair: the control against itself under a second name. What differs here is noise or a
 * fault of the method.
 *
 * @param ran whether the run had such a pair
 * @param pairs one for each metric and statistic that has an effect
 * @param sentence what it shows, or that there was none
 */
public record TwinCheck(boolean ran, List<Pair> pairs, String sentence) {
  public TwinCheck {
    pairs = List.copyOf(pairs);
  }

  /**
   * The twin against the control in one metric.
   *
   * @param equal whether 1 (of a ratio) or 0 (of a difference) lies inside the interval
   */
  public record Pair(
      String workload, String metric, Statistic statistic, Effect effect, boolean equal) {}
}
