package dev.tare.compare;

import dev.tare.result.Metric;
import dev.tare.stats.Quantiles;
import java.util.Optional;

/**
 * Requests that were sent too late: latency counts from when they were due, so that it then tells
 * of the sender. The p99 is by rank, of however few requests a round has.
 */
final class Lateness {
  /** Later than this in the p99 is too late, in nanoseconds. */
  private static final double FLOOR = 5e6;

  /** Unless it is less than this share of the median latency. */
  private static final double SHARE = 0.02;

  private final Trials trials;

  Lateness(Trials trials) {
    this.trials = trials;
  }

  /** By how much, in nanoseconds: the median of the rounds' p99. */
  record Late(double nanos) {
    String reason() {
      return "invalid: requests were sent up to %s late (p99)".formatted(Wording.nanos(nanos));
    }
  }

  /** Empty when they kept their times, or there were none. */
  Optional<Late> of(String workload, String runtime) {
    double lag = rounds(workload, runtime, Families.REQUEST_LAG, Statistic.P99);
    double latency = rounds(workload, runtime, Families.REQUEST_LATENCY, Statistic.MEDIAN);
    return lag > Math.max(FLOOR, SHARE * latency) ? Optional.of(new Late(lag)) : Optional.empty();
  }

  private double rounds(String workload, String runtime, String metric, Statistic statistic) {
    double[] values =
        Observations.of(Metric.duration(metric), trials.sound(workload, runtime))
            .reduced(statistic)
            .values()
            .stream()
            .mapToDouble(value -> value)
            .toArray();
    return values.length == 0 ? 0 : Quantiles.median(values);
  }
}
