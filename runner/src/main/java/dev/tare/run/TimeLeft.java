package dev.tare.run;

import dev.tare.plan.Trial;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the rest of a plan will take: what was seen of the same workload under the same runtime,
 * else the mean of all that was seen, else the plan's own estimate.
 */
final class TimeLeft {
  private record Kind(String runtime, String workload) {}

  private record Seen(long nanos, int trials) {
    Seen plus(long more) {
      return new Seen(nanos + more, trials + 1);
    }

    long mean() {
      return nanos / trials;
    }
  }

  private final long planned;
  private final Map<Kind, Seen> seen = new HashMap<>();
  private Seen all = new Seen(0, 0);

  /**
   * @param planned what the plan says of all its trials
   * @param trials how many those are, at least one
   */
  TimeLeft(Duration planned, int trials) {
    this.planned = planned.toNanos() / trials;
  }

  void took(Trial trial, long nanos) {
    seen.merge(kind(trial), new Seen(nanos, 1), (before, now) -> before.plus(nanos));
    all = all.plus(nanos);
  }

  Duration of(List<Trial> rest) {
    long fallback = all.trials == 0 ? planned : all.mean();
    long nanos = 0;
    for (Trial trial : rest) {
      Seen like = seen.get(kind(trial));
      nanos += like == null ? fallback : like.mean();
    }
    return Duration.ofNanos(nanos);
  }

  private static Kind kind(Trial trial) {
    return new Kind(trial.runtime().name(), trial.workload().name());
  }
}
