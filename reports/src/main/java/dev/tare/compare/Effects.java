package dev.tare.compare;

import dev.tare.result.Metric;
import dev.tare.stats.DetectableEffect;
import dev.tare.stats.HodgesLehmann;
import dev.tare.stats.Interval;
import dev.tare.stats.SignedRank;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/** From the rounds of two runtimes to what one costs more than the other. */
final class Effects {

  /** Round values of the control and of a runtime in the same round, on the same node. */
  private record Pair(int round, double control, double runtime) {}

  private Effects() {}

  /**
   * The effect of a runtime in one statistic, each pair of rounds on one node being one evidence.
   */
  static Effect of(Statistic statistic, Observations control, Observations runtime) {
    if (runtime.isEmpty()) {
      return new Effect.None("not measured");
    }
    if (control.isEmpty()) {
      return new Effect.None("the control was not measured");
    }
    List<Pair> pairs = pairs(statistic, control, runtime);
    if (pairs.isEmpty()) {
      return new Effect.None(unpaired(control, runtime));
    }
    int needed = HodgesLehmann.needed(Figures.LEVEL);
    if (pairs.size() < needed) {
      return new Effect.None("needs %d rounds, has %d".formatted(needed, pairs.size()));
    }
    for (Pair pair : pairs) {
      if (Double.isInfinite(pair.control) || Double.isInfinite(pair.runtime)) {
        return new Effect.None(
            "in round %d the %s pod was never ready".formatted(pair.round, statistic.label()));
      }
    }
    Metric metric = runtime.metric();
    boolean positive = pairs.stream().allMatch(pair -> pair.control > 0 && pair.runtime > 0);
    return positive && !Families.isDifference(metric.name())
        ? ratio(metric, pairs)
        : difference(metric, pairs);
  }

  private static Effect ratio(Metric metric, List<Pair> pairs) {
    boolean inverse = metric.direction() == Metric.Direction.HIGHER_IS_BETTER;
    double[] logs =
        pairs.stream()
            .mapToDouble(pair -> Math.log(pair.runtime / pair.control))
            .map(log -> inverse ? -log : log)
            .toArray();
    Interval interval = HodgesLehmann.interval(logs, Figures.LEVEL).orElseThrow();
    return new Effect.Ratio(
        Math.exp(HodgesLehmann.estimate(logs)),
        new Interval(Math.exp(interval.low()), Math.exp(interval.high()), interval.level()),
        inverse,
        SignedRank.p(logs),
        Math.expm1(DetectableEffect.of(logs, Figures.LEVEL)),
        pairs.size());
  }

  private static Effect difference(Metric metric, List<Pair> pairs) {
    double sign = metric.direction() == Metric.Direction.HIGHER_IS_BETTER ? -1 : 1;
    double[] differences =
        pairs.stream().mapToDouble(pair -> sign * (pair.runtime - pair.control)).toArray();
    return new Effect.Difference(
        HodgesLehmann.estimate(differences),
        HodgesLehmann.interval(differences, Figures.LEVEL).orElseThrow(),
        SignedRank.p(differences),
        DetectableEffect.of(differences, Figures.LEVEL),
        pairs.size());
  }

  private static List<Pair> pairs(Statistic statistic, Observations control, Observations runtime) {
    NavigableMap<Integer, Double> ours = runtime.reduced(statistic);
    List<Pair> pairs = new ArrayList<>();
    for (Map.Entry<Integer, Double> theirs : control.reduced(statistic).entrySet()) {
      Integer round = theirs.getKey();
      Double value = ours.get(round);
      if (value != null && oneNode(control, runtime, round)) {
        pairs.add(new Pair(round, theirs.getValue(), value));
      }
    }
    return pairs;
  }

  private static boolean oneNode(Observations control, Observations runtime, Integer round) {
    Set<String> there = control.nodes().getOrDefault(round, Set.of());
    return there.size() == 1 && there.equals(runtime.nodes().get(round));
  }

  private static String unpaired(Observations control, Observations runtime) {
    boolean together = control.rounds().keySet().stream().anyMatch(runtime.rounds()::containsKey);
    return together ? Effect.None.DIFFERENT_NODES : "no round has both runtimes";
  }
}
