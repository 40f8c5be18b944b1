package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.List;

/**
 * The share of a pod's CPU periods in which its limit stopped it, the worst of a trial's pods. A
 * sandbox that burns the limit with work of its own is slower for it, and its figures say so only
 * with this one beside them.
 */
final class Throttling {
  private static final Metric METRIC =
      new Metric("cpu.throttled", Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER);

  private Throttling() {}

  /** One sample; none where no pod had a limit that could be read. */
  static List<Sample> samples(TrialResult result) {
    return Reading.all(result.readings(), Reading.CpuLimit.class)
        .filter(limit -> limit.periods() > 0)
        .mapToDouble(limit -> (double) limit.throttled() / limit.periods())
        .max()
        .stream()
        .mapToObj(share -> new Sample(METRIC, share, 0))
        .toList();
  }
}
