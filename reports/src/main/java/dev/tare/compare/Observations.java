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
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What one runtime showed in one metric of one case, by rounds. For start-up, a pod that failed or
 * was censored counts as infinite: leaving it out would let the runtime that fails most look
 * fastest.
 *
 * @param nodes on which each round ran
 */
record Observations(
    Metric metric, NavigableMap<Integer, double[]> rounds, Map<Integer, String> nodes) {

  static Observations of(Metric metric, List<TrialRecord> trials) {
    NavigableMap<Integer, double[]> rounds = new TreeMap<>();
    Map<Integer, String> nodes = new TreeMap<>();
    for (TrialRecord trial : trials) {
      double[] values = values(metric, trial);
      if (values.length > 0) {
        rounds.merge(trial.round(), values, Observations::both);
        nodes.put(trial.round(), trial.node());
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

  private static double[] values(Metric metric, TrialRecord trial) {
    List<Double> values = new ArrayList<>();
    for (Sample sample : trial.samples()) {
      if (sample.metric().name().equals(metric.name())) {
        values.add(sample.value());
      }
    }
    Families.readiness(metric.name()).ifPresent(stop -> values.addAll(unready(trial, stop)));
    return values.stream().mapToDouble(value -> value).toArray();
  }

  /**
   * Pods that did not complete, each with its time if it came as far as {@code stop} all the same.
   */
  private static List<Double> unready(TrialRecord trial, Phase stop) {
    List<Double> values = new ArrayList<>();
    for (PodOutcome pod : trial.result().pods()) {
      if (!(pod instanceof PodOutcome.Completed)) {
        values.add(between(pod, Phase.REQUESTED, stop).orElse(Double.POSITIVE_INFINITY));
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
