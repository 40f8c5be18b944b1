package dev.tare.compare;

import dev.tare.result.Sample;
import java.util.List;
import java.util.stream.Stream;

/**
 * By whose clock a metric is, and how far its values may be off: a bound that is known of each
 * value, not its scatter.
 *
 * @param clock in words; empty where no time is in it
 * @param error the median of the values' bounds, in the metric's unit; 0 where none is known
 * @param worst the largest of them
 */
public record Precision(String clock, double error, double worst) {

  /** Of all runtimes' values. */
  static Precision of(String clock, Stream<Sample> samples) {
    List<Double> bounds = samples.map(Sample::error).sorted().toList();
    return bounds.isEmpty()
        ? new Precision(clock, 0, 0)
        : new Precision(clock, bounds.get((bounds.size() - 1) / 2), bounds.getLast());
  }

  /** Whether any value has a bound. */
  public boolean bounded() {
    return worst > 0;
  }
}
