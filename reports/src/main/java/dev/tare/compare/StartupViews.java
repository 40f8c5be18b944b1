package dev.tare.compare;

import dev.tare.compare.StartupView.Curve;
import dev.tare.compare.StartupView.PhaseTime;
import dev.tare.compare.StartupView.Point;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import dev.tare.stats.EmpiricalDistribution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws the curves and the phases of start-up. */
final class StartupViews {

  /**
   * Each of these marks is caused by the one before it, so that the times between them add up. Only
   * what the watch shows may be shown late: {@link #seen}.
   */
  private static final List<Phase> CHAIN =
      List.of(
          Phase.INTENDED,
          Phase.REQUESTED,
          Phase.SCHEDULED,
          Phase.SANDBOX_BEGUN,
          Phase.NETWORK_BEGUN,
          Phase.NETWORK_READY,
          Phase.SANDBOX_CREATED,
          Phase.CONTAINER_BEGUN,
          Phase.CONTAINER_CREATED,
          Phase.FIRST_OUTPUT,
          Phase.CALLED_HOME);

  /**
   * Those before the container's program runs; what it prints meanwhile is no step to an answer.
   */
  private static final List<Phase> CHAIN_TO_PROGRAM =
      CHAIN.subList(0, CHAIN.indexOf(Phase.FIRST_OUTPUT));

  /** The same where only the line's arrival is known, which may be later than the home call. */
  private static final List<Phase> CHAIN_TO_ARRIVAL =
      Stream.concat(CHAIN_TO_PROGRAM.stream(), Stream.of(Phase.OUTPUT_RECEIVED)).toList();

  /** Views whose blindness leaves a phase out, as trials name them. */
  private static final Set<String> OF_PHASES =
      Set.of("network set-up", "calls of the kubelet", "guest boot", "wall-clock marks");

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
    List<String> unseen = new ArrayList<>(unseen(workload));
    trials.runtimes().forEach(runtime -> partial(workload, runtime, stop).ifPresent(unseen::add));
    return new StartupView(workload, stop, curves, unseen);
  }

  /** Of each runtime the first reason for each thing: reasons may name pods. */
  private List<String> unseen(String workload) {
    Map<Reading.Blind, List<String>> runtimes = new LinkedHashMap<>();
    for (String runtime : trials.runtimes()) {
      trials.sound(workload, runtime).stream()
          .flatMap(trial -> Reading.all(trial.result().readings(), Reading.Blind.class))
          .filter(blind -> OF_PHASES.contains(blind.view()))
          .collect(
              Collectors.toMap(
                  Reading.Blind::view,
                  blind -> blind,
                  (first, second) -> first,
                  LinkedHashMap::new))
          .values()
          .forEach(blind -> runtimes.computeIfAbsent(blind, _ -> new ArrayList<>()).add(runtime));
    }
    return runtimes.entrySet().stream()
        .map(
            entry ->
                entry.getKey().view()
                    + " of "
                    + String.join(", ", entry.getValue())
                    + ": "
                    + entry.getKey().reason())
        .toList();
  }

  private static Curve curve(String runtime, String stop, List<TrialRecord> sound) {
    double[] pods = Observations.of(Metric.duration(stop), sound).pooled();
    double[] answered = DoubleStream.of(pods).filter(Double::isFinite).toArray();
    List<Point> points =
        EmpiricalDistribution.of(answered, pods.length).stream()
            .map(step -> new Point(step.value(), step.share()))
            .toList();
    List<PodOutcome> outcomes = Outcomes.pods(sound);
    return new Curve(
        runtime, points, limit(outcomes), Outcomes.count(sound), phases(chain(stop), sound));
  }

  private static List<Phase> chain(String stop) {
    Phase end = Families.readiness(stop).orElse(Phase.CALLED_HOME);
    return switch (end) {
      case OUTPUT_RECEIVED -> CHAIN_TO_ARRIVAL;
      case TCP_ACCEPTED, HTTP_ANSWERED, LINE_LOGGED, LINE_RECEIVED ->
          Stream.concat(CHAIN_TO_PROGRAM.stream(), Stream.of(end)).toList();
      default -> CHAIN;
    };
  }

  private static long limit(List<PodOutcome> pods) {
    return pods.stream()
        .filter(PodOutcome.Censored.class::isInstance)
        .mapToLong(pod -> ((PodOutcome.Censored) pod).limitNanos())
        .max()
        .orElse(0);
  }

  private static List<PhaseTime> phases(List<Phase> chain, List<TrialRecord> sound) {
    List<List<PodOutcome>> rounds =
        sound.stream().collect(Collectors.groupingBy(TrialRecord::round)).values().stream()
            .map(StartupViews::completed)
            .toList();
    List<Phase> seen = seen(chain, completed(sound));
    List<List<PodOutcome>> whole =
        rounds.stream()
            .map(pods -> pods.stream().filter(pod -> whole(pod, seen)).toList())
            .toList();
    List<PhaseTime> phases = new ArrayList<>();
    for (int i = 1; i < seen.size(); i++) {
      Phase from = seen.get(i - 1);
      Phase to = seen.get(i);
      time(whole, name(from, to), from, to, false).ifPresent(phases::add);
    }
    if (seen.contains(Phase.SANDBOX_BEGUN)) {
      time(whole, "schedule", Phase.REQUESTED, Phase.SCHEDULED, true).ifPresent(phases::add);
    }
    time(rounds, "start answered to home call", Phase.START_ANSWERED, Phase.CALLED_HOME, true)
        .ifPresent(phases::add);
    return phases;
  }

  /**
   * The marks of a chain that most pods have. The watch may show a pod's node after the kubelet has
   * begun with it, so that where the kubelet tells of that itself, scheduling is no part of a sum.
   */
  private static List<Phase> seen(List<Phase> chain, List<PodOutcome> pods) {
    List<Phase> seen =
        chain.stream()
            .filter(
                phase ->
                    pods.stream().filter(pod -> pod.mark(phase).isPresent()).count() * 2
                        > pods.size())
            .toList();
    return seen.contains(Phase.SANDBOX_BEGUN)
        ? seen.stream().filter(phase -> phase != Phase.SCHEDULED).toList()
        : seen;
  }

  private static boolean whole(PodOutcome pod, List<Phase> seen) {
    return seen.stream().allMatch(phase -> pod.mark(phase).isPresent());
  }

  /** Of how many pods the phases are, where that is not all of them. */
  private Optional<String> partial(String workload, String runtime, String stop) {
    List<PodOutcome> pods = completed(trials.sound(workload, runtime));
    List<Phase> seen = seen(chain(stop), pods);
    long whole = pods.stream().filter(pod -> whole(pod, seen)).count();
    return whole == pods.size()
        ? Optional.empty()
        : Optional.of(
            "phases of %s: those of %d of %d pods; the others lack a mark"
                .formatted(runtime, whole, pods.size()));
  }

  private static Optional<PhaseTime> time(
      List<List<PodOutcome>> pods, String name, Phase from, Phase to, boolean signed) {
    List<double[]> rounds =
        pods.stream()
            .map(round -> nanos(round, from, to))
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

  /** In most clusters nobody sees what the kubelet, the sandbox and the container take each. */
  private static String start(Phase from) {
    return switch (from) {
      case REQUESTED, SCHEDULED -> "on the node";
      case NETWORK_READY -> "after the network";
      default -> "start";
    };
  }

  private static String name(Phase from, Phase to) {
    return switch (to) {
      case REQUESTED -> "sent late";
      case SCHEDULED -> "schedule";
      case SANDBOX_BEGUN -> "before the sandbox";
      case NETWORK_BEGUN -> "before the network";
      case NETWORK_READY -> "network";
      case SANDBOX_CREATED -> from == Phase.NETWORK_READY ? "sandbox start" : "sandbox";
      case CONTAINER_BEGUN -> "before the container";
      case CONTAINER_CREATED -> "create";
      case FIRST_OUTPUT -> start(from);
      case CALLED_HOME -> from == Phase.FIRST_OUTPUT ? "home call" : start(from);
      case TCP_ACCEPTED, HTTP_ANSWERED, LINE_LOGGED, LINE_RECEIVED ->
          start(from) + ", and the program";
      case OUTPUT_RECEIVED -> start(from) + ", and the log's way";
      default -> throw new IllegalArgumentException(to + " is no part of the chain");
    };
  }
}
