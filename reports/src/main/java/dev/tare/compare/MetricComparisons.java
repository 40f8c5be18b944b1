package dev.tare.compare;

import dev.tare.compare.MetricComparison.RoundValue;
import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.compare.MetricComparison.Summary;
import dev.tare.result.Metric;
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

  MetricComparisons(Trials trials) {
    this.trials = trials;
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

  /** A start-up case in which no pod answered still has its metric, and says that none did. */
  private List<Metric> metrics(String workload, String family) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (TrialRecord trial : trials.all()) {
      if (trial.workload().equals(workload)) {
        for (Sample sample : trial.samples()) {
          metrics.putIfAbsent(sample.metric().name(), sample.metric());
        }
      }
    }
    if (metrics.isEmpty() && family.equals(Families.STARTUP)) {
      return List.of(Metric.duration(Families.HOME_CALL));
    }
    return List.copyOf(metrics.values());
  }

  private MetricComparison compare(String workload, String family, Metric metric) {
    Observations control = observations(workload, metric, trials.control());
    List<RuntimeValues> values = new ArrayList<>();
    for (String runtime : trials.run().runtimes()) {
      Observations observed = observations(workload, metric, runtime);
      List<Summary> summaries = new ArrayList<>();
      for (Statistic statistic : Families.statistics(family, metric)) {
        summaries.add(summary(runtime, statistic, control, observed));
      }
      values.add(values(family, runtime, observed, summaries));
    }
    return new MetricComparison(workload, family, metric, Families.label(metric.name()), values);
  }

  private Observations observations(String workload, Metric metric, String runtime) {
    return Observations.of(metric, trials.sound(workload, runtime));
  }

  private Summary summary(
      String runtime, Statistic statistic, Observations control, Observations observed) {
    List<RoundValue> rounds = new ArrayList<>();
    observed
        .reduced(statistic)
        .forEach(
            (round, value) -> {
              if (Double.isFinite(value)) {
                rounds.add(new RoundValue(round, value));
              }
            });
    return new Summary(statistic, rounds, effect(runtime, statistic, control, observed));
  }

  private Effect effect(
      String runtime, Statistic statistic, Observations control, Observations observed) {
    if (runtime.equals(trials.control())) {
      return new Effect.Control();
    }
    Optional<String> obstacle =
        obstacle(runtime)
            .or(() -> obstacle(trials.control()).map(because -> "the control: " + because))
            .or(() -> tooFewForP99(statistic, control, observed));
    return obstacle
        .<Effect>map(Effect.None::new)
        .orElseGet(() -> Effects.of(statistic, control, observed));
  }

  /** Why nothing may be concluded of that runtime, whatever its values are. */
  private Optional<String> obstacle(String runtime) {
    Optional<Receipt> receipt = trials.receipt(runtime);
    if (receipt.isEmpty()) {
      return Optional.of("no receipt was taken");
    }
    if (!receipt.get().refused().isEmpty()) {
      return Optional.of("refused: " + receipt.get().refused());
    }
    if (!receipt.get().unequal().isEmpty()) {
      return Optional.of("unequal terms: " + String.join("; ", receipt.get().unequal()));
    }
    return trials.of(runtime).stream().anyMatch(trial -> trial.result().completed())
        ? Optional.empty()
        : Optional.of("no completed trial");
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
