package dev.tare.report;

import dev.tare.compare.Comparison;
import dev.tare.compare.Effect;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.MetricComparison.Summary;
import dev.tare.compare.StartupView;
import dev.tare.compare.Statistic;
import dev.tare.scenario.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The ratios that stand in the first chart: the start-up that the table shows, memory, getppid and
 * the control of the CPU, the network. All others are in the tables.
 */
final class Costs {

  /** One statistic of one metric. */
  record Cost(String label, List<RuntimeRatio> ratios) {}

  /** One runtime's ratio to the control. */
  record RuntimeRatio(String runtime, Effect.Ratio effect) {}

  private Costs() {}

  static List<Cost> of(Comparison comparison) {
    List<Cost> costs = new ArrayList<>();
    for (MetricComparison metric : comparison.metrics()) {
      if (!isPrincipal(comparison, metric)) {
        continue;
      }
      List<Statistic> statistics =
          metric.runtimes().stream()
              .flatMap(values -> values.summaries().stream())
              .map(Summary::statistic)
              .distinct()
              .toList();
      for (Statistic statistic : statistics) {
        Cost cost = cost(metric, statistic, statistics.size() > 1);
        if (!cost.ratios().isEmpty()) {
          costs.add(cost);
        }
      }
    }
    return costs;
  }

  private static boolean isPrincipal(Comparison comparison, MetricComparison metric) {
    String name = metric.metric().name();
    return switch (metric.family()) {
      case "startup" ->
          metric.workload().equals(comparison.table().startupWorkload())
              && comparison.startup().stream()
                  .filter(view -> view.workload().equals(metric.workload()))
                  .map(StartupView::metric)
                  .anyMatch(name::equals);
      case "memory" ->
          metric.workload().equals(comparison.table().memoryWorkload())
              && (name.equals("memory.pss") || name.equals("memory.node_slope"));
      case "jmh" ->
          metric.workload().equals(comparison.table().syscallWorkload())
              && (name.endsWith(".getppid") || name.equals("cpu.work"));
      case "network" ->
          metric.workload().equals(comparison.table().networkWorkload())
              && (name.equals("network.throughput") || name.equals("network.request_latency"));
      default -> false;
    };
  }

  private static Cost cost(MetricComparison metric, Statistic statistic, boolean several) {
    List<RuntimeRatio> ratios = new ArrayList<>();
    boolean inverse = false;
    for (MetricComparison.RuntimeValues values : metric.runtimes()) {
      if (!RuntimeSpec.isTwin(values.runtime())
          && values.summary(statistic).map(Summary::effect).orElse(null)
              instanceof Effect.Ratio ratio) {
        ratios.add(new RuntimeRatio(values.runtime(), ratio));
        inverse |= ratio.controlOverRuntime();
      }
    }
    String label = metric.label() + (several ? ", " + statistic.label() : "");
    return new Cost(inverse ? label + " (control ÷ runtime)" : label, ratios);
  }
}
