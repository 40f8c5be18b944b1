package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.result.Metric;
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

  /** What ends start-up in a case: the home call, or the first output where nothing calls home. */
  String startupStop(String workload) {
    List<String> measured =
        metrics.stream()
            .filter(comparison -> comparison.workload().equals(workload))
            .map(MetricComparison::metric)
            .map(Metric::name)
            .toList();
    return !measured.contains(Families.HOME_CALL) && measured.contains(Families.FIRST_OUTPUT)
        ? Families.FIRST_OUTPUT
        : Families.HOME_CALL;
  }
}
