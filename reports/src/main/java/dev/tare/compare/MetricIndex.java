package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.result.Metric.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds figures by case, runtime and metric; what was not measured is absent and says so. */
record MetricIndex(List<MetricComparison> metrics) {

  Optional<RuntimeValues> values(String workload, String metric, String runtime) {
    return metrics.stream()
        .filter(comparison -> comparison.workload().equals(workload))
        .filter(comparison -> comparison.metric().name().equals(metric))
        .findFirst()
        .flatMap(comparison -> comparison.runtime(runtime));
  }

  Figure figure(
      String workload, String metric, String runtime, Function<RuntimeValues, Figure> which) {
    return values(workload, metric, runtime).map(which).orElse(Figures.notMeasured());
  }

  Figure median(String workload, String metric, String runtime) {
    return figure(workload, metric, runtime, RuntimeValues::median);
  }

  /** What one more pod takes of the node, or why that cannot be seen. */
  Figure nodeSlope(String workload, String runtime) {
    return Figures.nodeSlope(median(workload, Families.NODE_SLOPE, runtime));
  }

  /** The principal effect. */
  Effect effect(String workload, String metric, String runtime) {
    return values(workload, metric, runtime)
        .map(RuntimeValues::effect)
        .orElse(new Effect.None("not measured"));
  }

  /** Whether more of it is better. */
  boolean higherIsBetter(String workload, String metric) {
    return metrics.stream()
        .filter(comparison -> comparison.workload().equals(workload))
        .map(MetricComparison::metric)
        .anyMatch(it -> it.name().equals(metric) && it.direction() == Direction.HIGHER_IS_BETTER);
  }

  /** The first case that has the metric; empty when none has. */
  String workload(String metric) {
    return metrics.stream()
        .filter(comparison -> comparison.metric().name().equals(metric))
        .map(MetricComparison::workload)
        .findFirst()
        .orElse("");
  }

  /** The first case of the family; empty when there is none. */
  String workloadOf(String family) {
    return metrics.stream()
        .filter(comparison -> comparison.family().equals(family))
        .map(MetricComparison::workload)
        .findFirst()
        .orElse("");
  }

  /** The first metric of each case of the family. */
  List<MetricComparison> firstOf(String family) {
    List<MetricComparison> first = new ArrayList<>();
    for (MetricComparison metric : metrics) {
      if (metric.family().equals(family)
          && first.stream().noneMatch(other -> other.workload().equals(metric.workload()))) {
        first.add(metric);
      }
    }
    return first;
  }

  /**
   * What ends start-up in a case, the same for every runtime: of the stops that most runtimes have
   * the best, so the home call, the first output where nothing calls home, or the arrival of that
   * output where nobody reads its stamp.
   */
  String startupStop(String workload) {
    String chosen = Families.HOME_CALL;
    for (String stop : Families.STOPS) {
      chosen = seen(workload, stop) > seen(workload, chosen) ? stop : chosen;
    }
    return chosen;
  }

  /** How many runtimes have that metric. */
  private long seen(String workload, String metric) {
    return metrics.stream()
        .filter(comparison -> comparison.workload().equals(workload))
        .filter(comparison -> comparison.metric().name().equals(metric))
        .flatMap(comparison -> comparison.runtimes().stream())
        .filter(values -> values.n() > 0)
        .count();
  }
}
