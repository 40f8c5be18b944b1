package dev.tare.compare;

import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialRecord;
import dev.tare.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What one runtime showed in one metric of one case, by rounds. For start-up, a pod that failed or
 * was censored counts as infinite: leaving it out would let the runtime that fails most look
 * fastest.
 *
 * @param nodes on which each round ran, one unless somebody mixed two runs
 */
record Observations(
    Metric metric, NavigableMap<Integer, double[]> rounds, Map<Integer, Set<String>> nodes) {

  static Observations of(Metric metric, List<TrialRecord> trials) {
    NavigableMap<Integer, double[]> rounds = new TreeMap<>();
    Map<Integer, Set<String>> nodes = new TreeMap<>();
    Optional<Phase> stop =
        Families.readiness(metric.name()).filter(_ -> couldBeSeen(metric, trials));
    for (TrialRecord trial : trials) {
      double[] values = values(metric, trial, stop);
      if (values.length > 0) {
        rounds.merge(trial.round(), values, Observations::both);
        nodes.computeIfAbsent(trial.round(), _ -> new TreeSet<>()).add(trial.node());
      }
    }
    return new Observations(metric, rounds, nodes);
  }

  boolean isEmpty() {
    return rounds.isEmpty();
  }

  /** Every observation of all rounds. */
  double[] pooled() {
    return rounds.values().stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** The fewest observations that a round has. */
  int fewest() {
    return rounds.values().stream().mapToInt(values -> values.length).min().orElse(0);
  }

  /** Each round reduced to one value. */
  NavigableMap<Integer, Double> reduced(Statistic statistic) {
    NavigableMap<Integer, Double> reduced = new TreeMap<>();
    rounds.forEach((round, values) -> reduced.put(round, reduce(statistic, values)));
    return reduced;
  }

  private static double reduce(Statistic statistic, double[] values) {
    return switch (statistic) {
      case MEDIAN -> Quantiles.median(values);
      case P90 -> Quantiles.of(values, 0.9);
      case P99 -> Quantiles.of(values, 0.99);
      case MEAN -> DoubleStream.of(values).average().orElseThrow();
    };
  }

  /**
   * Whether a pod that never became ready says anything here. Where pods completed without that
   * mark nobody looks for it (a watch shows nothing of a pod that was started through CRI), and its
   * absence is no failure.
   */
  private static boolean couldBeSeen(Metric metric, List<TrialRecord> trials) {
    return trials.stream().anyMatch(trial -> samples(metric, trial).findAny().isPresent())
        || Outcomes.pods(trials).stream().noneMatch(PodOutcome.Completed.class::isInstance);
  }

  /** The trial's values of that metric. */
  static Stream<Sample> samples(Metric metric, TrialRecord trial) {
    return trial.samples().stream().filter(sample -> sample.metric().name().equals(metric.name()));
  }

  private static double[] values(Metric metric, TrialRecord trial, Optional<Phase> readiness) {
    List<Double> values = new ArrayList<>();
    samples(metric, trial).forEach(sample -> values.add(sample.value()));
    Phase begin = Families.beginning(metric.name());
    readiness.ifPresent(stop -> values.addAll(unready(trial, begin, stop)));
    if (metric.name().equals(Families.MAKESPAN) && !allCompleted(trial)) {
      // Its last pod never answered.
      values.add(Double.POSITIVE_INFINITY);
    }
    return values.stream().mapToDouble(value -> value).toArray();
  }

  private static boolean allCompleted(TrialRecord trial) {
    return trial.result().pods().stream().allMatch(PodOutcome.Completed.class::isInstance);
  }

  /**
   * Pods that did not complete, each with its time if it came as far as {@code stop} all the same.
   */
  private static List<Double> unready(TrialRecord trial, Phase begin, Phase stop) {
    List<Double> values = new ArrayList<>();
    for (PodOutcome pod : trial.result().pods()) {
      if (!(pod instanceof PodOutcome.Completed)) {
        values.add(between(pod, begin, stop).orElse(Double.POSITIVE_INFINITY));
      }
    }
    return values;
  }

  /** Nanoseconds from one mark of a pod to another, if it has both. */
  static Optional<Double> between(PodOutcome pod, Phase from, Phase to) {
    return pod.mark(from)
        .flatMap(begin -> pod.mark(to).map(end -> (double) (end.nanos() - begin.nanos())));
  }

  private static double[] both(double[] first, double[] second) {
    return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second)).toArray();
  }
}
