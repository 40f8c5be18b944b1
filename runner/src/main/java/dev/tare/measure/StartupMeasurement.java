package dev.tare.measure;

import dev.tare.result.Mark;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Durations between the marks of each pod that completed, and of a burst as a whole. Those of an
 * open arrival have names of their own, so that nobody can put them into one series with others.
 */
final class StartupMeasurement implements Measurement {

  /** Below it an open arrival has its own metrics: they count from another moment. */
  private static final String FAMILY = "startup.";

  private static final String OPEN = FAMILY + "open.";

  /** One value in a run, of a pod that no trial started; never together with those of warm ones. */
  private static final String COLD = FAMILY + "cold.";

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

    /** How long until a pod is what somebody waits for. */
    static Interval until(String metric, Phase to) {
      return new Interval(metric, Phase.REQUESTED, to);
    }

    /** Through CRI each call follows the answer to the one before: no kubelet comes between. */
    Optional<Mark> begun(PodOutcome pod) {
      Optional<Mark> mark = pod.mark(from);
      return switch (from) {
        case SANDBOX_BEGUN -> mark.or(() -> pod.mark(Phase.REQUESTED));
        case CONTAINER_BEGUN -> mark.or(() -> pod.mark(Phase.SANDBOX_CREATED));
        default -> mark;
      };
    }

    Interval sinceDue() {
      return new Interval(metric, Phase.INTENDED, to, causal);
    }
  }

  private static final List<Interval> READINESS =
      List.of(
          Interval.until("home_call", Phase.CALLED_HOME),
          Interval.until("first_output", Phase.FIRST_OUTPUT),
          Interval.until("output_received", Phase.OUTPUT_RECEIVED),
          Interval.until("tcp", Phase.TCP_ACCEPTED),
          Interval.until("http", Phase.HTTP_ANSWERED),
          Interval.until("log_line", Phase.LINE_LOGGED),
          Interval.until("log_line_received", Phase.LINE_RECEIVED),
          // What the watch shows arrives when it arrives: only the request surely causes it.
          Interval.until("sli", Phase.CONTAINERS_STARTED),
          Interval.until("ready", Phase.READY));

  private static final List<Interval> PARTS =
      List.of(
          // The line is written before the call, but stamped when the runtime has read it from the
          // pipe: on a busy node that may be after the call has arrived.
          new Interval("network_usable", Phase.FIRST_OUTPUT, Phase.CALLED_HOME, false),
          new Interval("acknowledged", Phase.REQUESTED, Phase.ACKNOWLEDGED),
          new Interval("schedule", Phase.REQUESTED, Phase.SCHEDULED),
          new Interval("network", Phase.NETWORK_BEGUN, Phase.NETWORK_READY),
          new Interval("before_sandbox", Phase.REQUESTED, Phase.SANDBOX_BEGUN),
          new Interval("sandbox", Phase.SANDBOX_BEGUN, Phase.SANDBOX_CREATED),
          new Interval("create", Phase.CONTAINER_BEGUN, Phase.CONTAINER_CREATED),
          new Interval("start", Phase.CONTAINER_CREATED, Phase.START_ANSWERED),
          new Interval("task_create", Phase.CONTAINER_CREATED, Phase.TASK_CREATED),
          new Interval("task_start", Phase.TASK_CREATED, Phase.TASK_STARTED),
          new Interval("deleted", Phase.STOP_REQUESTED, Phase.DELETED),
          new Interval("gone", Phase.STOP_REQUESTED, Phase.GONE));

  /** Whose order is known, while the time between them is no metric of its own. */
  private static final List<Interval> ORDER =
      List.of(
          new Interval("", Phase.SANDBOX_BEGUN, Phase.NETWORK_BEGUN),
          new Interval("", Phase.NETWORK_READY, Phase.SANDBOX_CREATED),
          new Interval("", Phase.SANDBOX_CREATED, Phase.CONTAINER_BEGUN));

  /** A kernel's log shows microseconds. */
  private static final double KERNEL_LOG_ERROR_NANOS = 1_000;

  private static final Interval SEND_LAG =
      new Interval("send_lag", Phase.INTENDED, Phase.REQUESTED);

  private final Arrival arrival;

  StartupMeasurement(Arrival arrival) {
    this.arrival = arrival;
  }

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    List<Sample> samples =
        arrival instanceof Arrival.Open ? open(result.pods()) : closed(result.pods());
    for (PodOutcome pod : completed(result.pods())) {
      for (Interval interval : ORDER) {
        var _ = sample("", pod, interval);
      }
    }
    for (Reading reading : result.readings()) {
      if (reading instanceof Reading.FirstPod first) {
        PodOutcome pod = new PodOutcome.Completed(first.pod(), first.marks());
        add(COLD, READINESS, pod, samples);
        add(COLD, PARTS, pod, samples);
      } else if (reading instanceof Reading.GuestBoot boot) {
        samples.add(
            new Sample(
                Metric.duration(FAMILY + "guest_boot"),
                (double) boot.bootNanos(),
                KERNEL_LOG_ERROR_NANOS));
      }
    }
    return samples;
  }

  private List<Sample> closed(List<PodOutcome> pods) throws BadMeasurement {
    List<Sample> samples = new ArrayList<>();
    for (PodOutcome pod : completed(pods)) {
      add(FAMILY, READINESS, pod, samples);
      add(FAMILY, PARTS, pod, samples);
    }
    if (arrival instanceof Arrival.Burst) {
      Makespan.of(pods).ifPresent(samples::add);
    }
    return samples;
  }

  /** A pod that is asked for late has waited already: it is timed from when it was due. */
  private static List<Sample> open(List<PodOutcome> pods) throws BadMeasurement {
    List<Sample> lags = new ArrayList<>();
    for (PodOutcome pod : pods) {
      add(OPEN, List.of(SEND_LAG), pod, lags);
    }
    List<Interval> sinceDue = READINESS.stream().map(Interval::sinceDue).toList();
    List<Sample> samples = new ArrayList<>();
    for (PodOutcome pod : completed(pods)) {
      add(OPEN, sinceDue, pod, samples);
      add(OPEN, PARTS, pod, samples);
    }
    SendLag.check(lags, samples);
    samples.addAll(lags);
    return samples;
  }

  private static List<PodOutcome> completed(List<PodOutcome> pods) {
    return pods.stream().filter(PodOutcome.Completed.class::isInstance).toList();
  }

  private static void add(
      String prefix, List<Interval> intervals, PodOutcome pod, List<Sample> samples)
      throws BadMeasurement {
    for (Interval interval : intervals) {
      sample(prefix, pod, interval).ifPresent(samples::add);
    }
  }

  private static Optional<Sample> sample(String prefix, PodOutcome pod, Interval interval)
      throws BadMeasurement {
    Optional<Mark> from = interval.begun(pod);
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
              + from.get().phase()
              + ", which causes it");
    }
    return Optional.of(
        new Sample(Metric.duration(prefix + interval.metric), (double) nanos, (double) error));
  }
}
