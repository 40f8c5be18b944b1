package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.compare.MetricComparison.Summary;
import dev.tare.compare.TwinCheck.Pair;
import dev.tare.scenario.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;

/** Compares the control with itself. */
final class TwinChecks {

  private TwinChecks() {}

  static TwinCheck of(Trials trials, List<MetricComparison> metrics) {
    if (!trials.run().aa()) {
      return new TwinCheck(
          false, List.of(), "No A/A pair: the run cannot show how much its own noise pretends.");
    }
    List<Pair> pairs = new ArrayList<>();
    for (MetricComparison metric : metrics) {
      for (RuntimeValues values : metric.runtimes()) {
        if (RuntimeSpec.isTwin(values.runtime())) {
          values.summaries().forEach(summary -> add(metric, summary, pairs));
        }
      }
    }
    return new TwinCheck(true, pairs, sentence(trials, pairs));
  }

  private static void add(MetricComparison metric, Summary summary, List<Pair> pairs) {
    boolean equal =
        switch (summary.effect()) {
          case Effect.Ratio ratio -> !ratio.shown();
          case Effect.Difference difference -> !difference.shown();
          case Effect.Control _, Effect.None _ -> false;
        };
    if (summary.effect() instanceof Effect.Ratio || summary.effect() instanceof Effect.Difference) {
      pairs.add(
          new Pair(
              metric.workload(),
              metric.metric().name(),
              summary.statistic(),
              summary.effect(),
              equal));
    }
  }

  /** An interval at 95 % misses the truth once in twenty times; the reader is told so. */
  private static String sentence(Trials trials, List<Pair> pairs) {
    String control = trials.control();
    if (pairs.isEmpty()) {
      return "The A/A pair of %s shows nothing: it has too few rounds.".formatted(control);
    }
    List<Pair> unequal = pairs.stream().filter(pair -> !pair.equal()).toList();
    if (unequal.isEmpty()) {
      return "A/A pair: %s equals itself in all %d figures.".formatted(control, pairs.size());
    }
    List<String> names =
        unequal.stream()
            .map(pair -> pair.workload() + " " + pair.metric() + " " + pair.statistic().label())
            .toList();
    return "A/A pair: %s differs from itself in %d of %d figures (1 in 20 is expected): %s."
        .formatted(control, unequal.size(), pairs.size(), String.join(", ", names));
  }
}
