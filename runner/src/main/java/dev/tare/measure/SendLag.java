package dev.tare.measure;

import dev.tare.result.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whether an open arrival kept its schedule. Latencies count from when pods were due, so that a
 * late request is in them; but where requests are late the load was not the one that was asked for.
 */
final class SendLag {
  /** Up to this a lag is harmless, however short the latency: nanoseconds. */
  private static final double FLOOR = 5e6;

  private static final double SHARE = 0.02;

  private SendLag() {}

  /**
   * @param lags of all pods that were asked for
   * @param samples whose first metric is what the pods are timed by
   * @throws BadMeasurement when the 99th percentile of the lag is above 5 ms and above 2 % of the
   *     median latency
   */
  static void check(List<Sample> lags, List<Sample> samples) throws BadMeasurement {
    double[] late = sorted(lags);
    if (late.length == 0 || samples.isEmpty()) {
      return;
    }
    String timed = samples.getFirst().metric().name();
    double median =
        quantile(
            sorted(samples.stream().filter(s -> s.metric().name().equals(timed)).toList()), 0.5);
    double limit = Math.max(FLOOR, SHARE * median);
    double p99 = quantile(late, 0.99);
    if (p99 > limit) {
      throw new BadMeasurement(
          String.format(
              Locale.ROOT,
              "INVALID: the schedule was not kept, pods were asked for up to %.1f ms late (p99),"
                  + " and %.1f ms is the most",
              p99 / 1e6,
              limit / 1e6));
    }
  }

  /** By nearest rank, so that a small trial is judged by its latest pod. */
  private static double quantile(double[] sorted, double p) {
    return sorted[Math.max(0, (int) Math.ceil(p * sorted.length) - 1)];
  }

  private static double[] sorted(List<Sample> samples) {
    double[] values = samples.stream().mapToDouble(Sample::value).toArray();
    Arrays.sort(values);
    return values;
  }
}
