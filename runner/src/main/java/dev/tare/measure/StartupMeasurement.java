package dev.tare.measure;

import dev.tare.result.Mark;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Durations between the marks of each pod that completed. */
final class StartupMeasurement implements Measurement {

  /**
   * An interval between two marks.
   *
   * @param metric below {@code startup.}
   * @param causal whether what is stamped first causes what is stamped second, so that the interval
   *     cannot be negative
   */
  private record Interval(String metric, Phase from, Phase to, boolean causal) {
    Interval(String metric, Phase from, Phase to) {
      this(metric, from, to, true);
    }
  }

  private static final List<Interval> INTERVALS =
      List.of(
          new Interval("home_call", Phase.REQUESTED, Phase.CALLED_HOME),
          new Interval("first_output", Phase.REQUESTED, Phase.FIRST_OUTPUT),
          // The line is written before the call, but stamped when the runtime has read it from the
          // pipe: on a busy node that may be after the call has arrived.
          new Interval("network_usable", Phase.FIRST_OUTPUT, Phase.CALLED_HOME, false),
          new Interval("sandbox", Phase.REQUESTED, Phase.SANDBOX_CREATED),
          new Interval("create", Phase.SANDBOX_CREATED, Phase.CONTAINER_CREATED),
          new Interval("start", Phase.CONTAINER_CREATED, Phase.START_ANSWERED),
          new Interval("task_create", Phase.CONTAINER_CREATED, Phase.TASK_CREATED),
          new Interval("task_start", Phase.TASK_CREATED, Phase.TASK_STARTED),
          new Interval("gone", Phase.STOP_REQUESTED, Phase.GONE));

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    List<Sample> samples = new ArrayList<>();
    for (PodOutcome pod : result.pods()) {
      if (pod instanceof PodOutcome.Completed) {
        for (Interval interval : INTERVALS) {
          sample(pod, interval).ifPresent(samples::add);
        }
      }
    }
    return samples;
  }

  private static Optional<Sample> sample(PodOutcome pod, Interval interval) throws BadMeasurement {
    Optional<Mark> from = pod.mark(interval.from);
    Optional<Mark> to = pod.mark(interval.to);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    long nanos = to.get().nanos() - from.get().nanos();
    long error = to.get().errorNanos() + from.get().errorNanos();
    if (interval.causal && nanos < -error) {
      throw new BadMeasurement(
          "the pod "
              + pod.pod()
              + " has "
              + interval.to
              + " "
              + -nanos
              + " ns before "
              + interval.from
              + ", which causes it");
    }
    return Optional.of(
        new Sample(Metric.duration("startup." + interval.metric), (double) nanos, (double) error));
  }
}
