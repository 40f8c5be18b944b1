package dev.tare.compare;

import dev.tare.compare.MetricComparison.RoundValue;
import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.compare.MetricComparison.Summary;
import dev.tare.result.Mark;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.result.Receipt;
import dev.tare.result.Sample;
import dev.tare.result.TrialRecord;
import dev.tare.stats.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the runtimes in every metric of every case. */
final class MetricComparisons {

  private final Trials trials;
  private final Nodes nodes;
  private final Caps caps;
  private final Lateness lateness;

  MetricComparisons(Trials trials) {
    this.trials = trials;
    this.nodes = new Nodes(trials);
    this.caps = new Caps(trials);
    this.lateness = new Lateness(trials);
  }

  List<MetricComparison> all() {
    Map<String, String> families = new LinkedHashMap<>();
    trials.all().forEach(trial -> families.putIfAbsent(trial.workload(), trial.family()));
    List<MetricComparison> comparisons = new ArrayList<>();
    families.forEach(
        (workload, family) ->
            metrics(workload, family)
                .forEach(metric -> comparisons.add(compare(workload, family, metric))));
    return comparisons;
  }

  /**
   * A start-up case in which no pod answered still has its metric, and says that none did; so has a
   * ramp of pods that came to its cap.
   */
  private List<Metric> metrics(String workload, String family) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    if (caps.ramped(workload)) {
      metrics.put(Families.IDLE_PODS, Caps.IDLE_PODS);
    }
    for (TrialRecord trial : trials.all()) {
      if (trial.workload().equals(workload)) {
        for (Sample sample : trial.samples()) {
          metrics.putIfAbsent(sample.metric().name(), sample.metric());
        }
      }
    }
    metrics
        .values()
        .removeIf(metric -> Families.isSilent(metric.name()) && allZero(workload, metric));
    if (family.equals(Families.STARTUP) && !metrics.isEmpty() && coldIsBlind(workload)) {
      // A figure that nobody can see stands there with its reason.
      metrics.putIfAbsent(Families.COLD_FIRST_OUTPUT, Metric.duration(Families.COLD_FIRST_OUTPUT));
    }
    if (metrics.isEmpty() && family.equals(Families.STARTUP)) {
      return List.of(Metric.duration(Families.HOME_CALL));
    }
    return List.copyOf(metrics.values());
  }

  private boolean allZero(String workload, Metric metric) {
    return trials.run().runtimes().stream()
        .flatMap(runtime -> samples(workload, runtime, metric).stream())
        .allMatch(sample -> sample.value() == 0);
  }

  private boolean coldIsBlind(String workload) {
    return trials.runtimes().stream().anyMatch(runtime -> blindCold(workload, runtime).isPresent());
  }

  /** Why nobody saw that runtime's first pod. */
  private Optional<String> blindCold(String workload, String runtime) {
    return trials.sound(workload, runtime).stream()
        .flatMap(trial -> Reading.all(trial.result().readings(), Reading.Blind.class))
        .filter(blind -> blind.view().equals(Reading.FirstPod.VIEW))
        .map(Reading.Blind::reason)
        .findFirst();
  }

  private MetricComparison compare(String workload, String family, Metric metric) {
    List<RuntimeValues> values = new ArrayList<>();
    for (String runtime : trials.run().runtimes()) {
      Observations control = observations(workload, metric, trials.controlOf(runtime));
      Observations observed = observations(workload, metric, runtime);
      List<Summary> summaries = new ArrayList<>();
      for (Statistic statistic : Families.statistics(family, metric)) {
        summaries.add(summary(workload, runtime, statistic, control, observed));
      }
      RuntimeValues drawn =
          Families.isCold(metric.name())
              ? cold(workload, runtime, observed, summaries)
              : values(family, runtime, observed, summaries);
      values.add(withheld(workload, runtime, metric).map(drawn::without).orElse(drawn));
    }
    return new MetricComparison(
        workload,
        family,
        metric,
        Families.label(metric.name()),
        precision(workload, family, metric),
        values);
  }

  private Precision precision(String workload, String family, Metric metric) {
    return Precision.of(
        Clocks.of(family, metric.name(), kubelet(workload)),
        trials.run().runtimes().stream().map(runtime -> samples(workload, runtime, metric)));
  }

  private boolean kubelet(String workload) {
    return trials.runtimes().stream()
        .flatMap(runtime -> Outcomes.pods(trials.sound(workload, runtime)).stream())
        .flatMap(pod -> pod.mark(Phase.CONTAINER_CREATED).stream())
        .anyMatch(mark -> mark.observer().equals(Mark.KUBELET));
  }

  private List<Sample> samples(String workload, String runtime, Metric metric) {
    return trials.sound(workload, runtime).stream()
        .flatMap(trial -> Observations.samples(metric, trial))
        .toList();
  }

  /** Why that runtime's values of the metric are no figure, though they were taken. */
  private Optional<String> withheld(String workload, String runtime, Metric metric) {
    return caps.of(workload, runtime, metric)
        .or(
            () ->
                metric.name().equals(Families.REQUEST_LATENCY)
                    ? lateness.of(workload, runtime).map(Lateness.Late::reason)
                    : Optional.empty());
  }

  private Observations observations(String workload, Metric metric, String runtime) {
    return Observations.of(metric, trials.sound(workload, runtime));
  }

  private Summary summary(
      String workload,
      String runtime,
      Statistic statistic,
      Observations control,
      Observations observed) {
    List<RoundValue> rounds = new ArrayList<>();
    observed
        .reduced(statistic)
        .forEach(
            (round, value) -> {
              if (Double.isFinite(value)) {
                rounds.add(new RoundValue(round, value));
              }
            });
    return new Summary(statistic, rounds, effect(workload, runtime, statistic, control, observed));
  }

  private Effect effect(
      String workload,
      String runtime,
      Statistic statistic,
      Observations control,
      Observations observed) {
    if (runtime.equals(trials.control())) {
      return new Effect.Control();
    }
    String other = trials.controlOf(runtime);
    Optional<String> obstacle =
        unfit(runtime)
            .or(() -> unfit(other).map(because -> "the control: " + because))
            .or(() -> apart(runtime, other))
            .or(() -> unequal(runtime))
            .or(() -> unequallyDurable(observed.metric(), workload, runtime, other))
            .or(() -> withheld(workload, runtime, observed.metric()))
            .or(
                () ->
                    withheld(workload, other, observed.metric())
                        .map(because -> "the control: " + because))
            .or(() -> tooFewForP99(statistic, control, observed));
    return obstacle
        .<Effect>map(Effect.None::new)
        .orElseGet(() -> Effects.of(statistic, control, observed));
  }

  /** Why nothing may be concluded of that runtime, whatever its values are. */
  private Optional<String> unfit(String runtime) {
    Optional<Receipt> receipt = trials.receipt(runtime);
    if (receipt.isEmpty()) {
      return Optional.of("no receipt was taken");
    }
    if (!receipt.get().refused().isEmpty()) {
      return Optional.of("refused: " + receipt.get().refused());
    }
    return trials.of(runtime).stream().anyMatch(trial -> trial.result().completed())
        ? Optional.empty()
        : Optional.of("no completed trial");
  }

  private Optional<String> apart(String runtime, String control) {
    return nodes.meetings(runtime, control).never()
        ? Optional.of(Effect.None.DIFFERENT_NODES)
        : Optional.empty();
  }

  /** Only of the runtime: its control has the terms that are compared with. */
  private Optional<String> unequal(String runtime) {
    return trials
        .receipt(runtime)
        .filter(receipt -> !receipt.unequal().isEmpty())
        .map(receipt -> "unequal terms: " + String.join("; ", receipt.unequal()));
  }

  private Optional<String> unequallyDurable(
      Metric metric, String workload, String runtime, String control) {
    return Durability.obstacle(
        metric.name(),
        runtime,
        trials.sound(workload, runtime),
        control,
        trials.sound(workload, control));
  }

  private static Optional<String> tooFewForP99(
      Statistic statistic, Observations control, Observations observed) {
    int needed = Quantiles.needed(0.99, Figures.LEVEL);
    int fewest = Math.min(control.fewest(), observed.fewest());
    return statistic == Statistic.P99 && fewest > 0 && fewest < needed
        ? Optional.of("a round needs %d, has %d".formatted(needed, fewest))
        : Optional.empty();
  }

  /**
   * Start-up quantiles are those of all pods, the median's interval from the rounds. Elsewhere a
   * round's values hang together (iterations of one JVM, requests of one connection), so that the
   * figure is the median of rounds.
   */
  private static RuntimeValues values(
      String family, String runtime, Observations observed, List<Summary> summaries) {
    double[] pooled = observed.pooled();
    if (family.equals(Families.STARTUP)) {
      return new RuntimeValues(
          runtime,
          pooled.length,
          Figures.medianOfPods(observed.rounds().values()),
          Figures.percentileOfPods(observed.rounds().values(), 0.9, 1),
          Figures.percentileOfPods(
              observed.rounds().values(), 0.99, Quantiles.needed(0.99, Figures.LEVEL)),
          summaries);
    }
    return new RuntimeValues(
        runtime,
        pooled.length,
        Figures.ofRounds(rounds(summaries.getFirst())),
        ofRounds(summaries, Statistic.P90, observed.fewest(), 1),
        ofRounds(
            summaries, Statistic.P99, observed.fewest(), Quantiles.needed(0.99, Figures.LEVEL)),
        summaries);
  }

  /** One pod in the whole run: a value without interval or quantiles, or why there is none. */
  private RuntimeValues cold(
      String workload, String runtime, Observations observed, List<Summary> summaries) {
    Figure figure = Figures.medianOfPods(observed.rounds().values());
    Optional<String> blind = observed.isEmpty() ? blindCold(workload, runtime) : Optional.empty();
    Figure once = new Figure.Absent("one pod in a run");
    return new RuntimeValues(
        runtime,
        observed.pooled().length,
        blind.<Figure>map(Figure.Absent::new).orElse(figure),
        once,
        once,
        summaries);
  }

  private static Figure ofRounds(
      List<Summary> summaries, Statistic statistic, int fewest, int needed) {
    Optional<Summary> summary =
        summaries.stream().filter(s -> s.statistic() == statistic).findFirst();
    if (summary.isEmpty()) {
      return new Figure.Absent("each round gives one value");
    }
    return fewest > 0 && fewest < needed
        ? new Figure.Absent("a round needs %d, has %d".formatted(needed, fewest))
        : Figures.ofRounds(rounds(summary.get()));
  }

  private static double[] rounds(Summary summary) {
    return summary.rounds().stream().mapToDouble(RoundValue::value).toArray();
  }
}
