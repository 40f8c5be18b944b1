package dev.tare.compare;

import dev.tare.result.Sample;
import java.util.List;
import java.util.stream.Stream;

/**
 * By whose clock a metric is, and how far its values may be off: a bound that is known of each
 * value, not its scatter.
 *
 * @param clock in words; empty where no time is in it
 * @param error the median of a runtime's bounds, of the runtime with the largest, in the metric's
 *     unit; 0 where none is known
 * @param worst the largest of them
 */
public record Precision(String clock, double error, double worst) {

  /**
   * Of all runtimes.
   *
   * @param runtimes each one's values
   */
  static Precision of(String clock, Stream<List<Sample>> runtimes) {
    double error = 0;
    double worst = 0;
    for (List<Sample> samples : runtimes.filter(values -> !values.isEmpty()).toList()) {
      List<Double> bounds = samples.stream().map(Sample::error).sorted().toList();
      error = Math.max(error, bounds.get(bounds.size() / 2));
      worst = Math.max(worst, bounds.getLast());
    }
    return new Precision(clock, error, worst);
  }

  /** Whether any value has a bound. */
  public boolean bounded() {
    return worst > 0;
  }
}
