package dev.tare.compare;

import dev.tare.compare.StartupView.Curve;
import dev.tare.compare.StartupView.PhaseTime;
import dev.tare.compare.StartupView.Point;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialRecord;
import dev.tare.stats.EmpiricalDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Draws the curves and the phases of start-up. */
final class StartupViews {

  /** Each of these marks is caused by the one before it, so that the times between them add up. */
  private static final List<Phase> CHAIN =
      List.of(
          Phase.REQUESTED,
          Phase.SCHEDULED,
          Phase.SANDBOX_CREATED,
          Phase.CONTAINER_CREATED,
          Phase.FIRST_OUTPUT,
          Phase.CALLED_HOME);

  private final Trials trials;
  private final MetricIndex metrics;

  StartupViews(Trials trials, MetricIndex metrics) {
    this.trials = trials;
    this.metrics = metrics;
  }

  List<StartupView> all() {
    return trials.workloads(Families.STARTUP).stream().map(this::view).toList();
  }

  private StartupView view(String workload) {
    String stop = metrics.startupStop(workload);
    List<Curve> curves =
        trials.runtimes().stream()
            .map(runtime -> curve(runtime, stop, trials.sound(workload, runtime)))
            .toList();
    return new StartupView(workload, stop, curves);
  }

  private static Curve curve(String runtime, String stop, List<TrialRecord> sound) {
    double[] pods = Observations.of(Metric.duration(stop), sound).pooled();
    double[] answered = DoubleStream.of(pods).filter(Double::isFinite).toArray();
    List<Point> points =
        EmpiricalDistribution.of(answered, pods.length).stream()
            .map(step -> new Point(step.value(), step.share()))
            .toList();
    List<PodOutcome> outcomes = Outcomes.pods(sound);
    return new Curve(runtime, points, limit(outcomes), Outcomes.count(sound), phases(sound));
  }

  private static long limit(List<PodOutcome> pods) {
    return pods.stream()
        .filter(PodOutcome.Censored.class::isInstance)
        .mapToLong(pod -> ((PodOutcome.Censored) pod).limitNanos())
        .max()
        .orElse(0);
  }

  private static List<PhaseTime> phases(List<TrialRecord> sound) {
    List<PodOutcome> completed = completed(sound);
    List<Phase> seen =
        CHAIN.stream()
            .filter(phase -> completed.stream().anyMatch(pod -> pod.mark(phase).isPresent()))
            .toList();
    List<PhaseTime> phases = new ArrayList<>();
    for (int i = 1; i < seen.size(); i++) {
      Phase from = seen.get(i - 1);
      Phase to = seen.get(i);
      time(sound, name(from, to), from, to, false).ifPresent(phases::add);
    }
    time(sound, "start answered to home call", Phase.START_ANSWERED, Phase.CALLED_HOME, true)
        .ifPresent(phases::add);
    return phases;
  }

  private static Optional<PhaseTime> time(
      List<TrialRecord> sound, String name, Phase from, Phase to, boolean signed) {
    List<double[]> rounds =
        sound.stream().collect(Collectors.groupingBy(TrialRecord::round)).values().stream()
            .map(round -> nanos(completed(round), from, to))
            .filter(nanos -> nanos.length > 0)
            .toList();
    return rounds.isEmpty()
        ? Optional.empty()
        : Optional.of(new PhaseTime(name, from, to, Figures.medianOfPods(rounds), signed));
  }

  private static double[] nanos(List<PodOutcome> pods, Phase from, Phase to) {
    return pods.stream()
        .flatMap(pod -> Observations.between(pod, from, to).stream())
        .mapToDouble(value -> value)
        .toArray();
  }

  private static List<PodOutcome> completed(List<TrialRecord> sound) {
    return Outcomes.pods(sound).stream().filter(PodOutcome.Completed.class::isInstance).toList();
  }

  private static String name(Phase from, Phase to) {
    return switch (to) {
      case SCHEDULED -> "schedule";
      case SANDBOX_CREATED -> "sandbox";
      case CONTAINER_CREATED -> "create";
      case FIRST_OUTPUT -> "start";
      case CALLED_HOME -> from == Phase.FIRST_OUTPUT ? "network" : "start";
      default -> throw new IllegalArgumentException(to + " is no part of the chain");
    };
  }
}
