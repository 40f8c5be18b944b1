package dev.tare.report;

import dev.tare.compare.Comparison;
import dev.tare.compare.Effect;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.MetricComparison.Summary;
import dev.tare.compare.StartupView;
import dev.tare.compare.Statistic;
import dev.tare.result.Metric;
import dev.tare.scenario.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The ratios that stand in the first chart: the start-up that the table shows, memory, one of each
 * group of benchmarks, the network, each command's first metric and its rates. All others are in
 * the tables.
 */
final class Costs {

  /** One statistic of one metric. */
  record Cost(String label, List<RuntimeRatio> ratios) {}

  /** One runtime's ratio to the control. */
  record RuntimeRatio(String runtime, Effect.Ratio effect) {}

  private static final Set<String> SUITE =
      Set.of(
          "syscall.getppid",
          "handover.pipe",
          "paging.fault",
          "bandwidth.copy",
          "exec.spawn",
          "file.read",
          "file.write_sync",
          "cpu.work");

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
          SUITE.contains(name)
              && comparison.metrics().stream()
                  .filter(other -> other.metric().name().equals(name))
                  .findFirst()
                  .filter(metric::equals)
                  .isPresent();
      case "network" ->
          metric.workload().equals(comparison.table().networkWorkload())
              && (name.equals("network.throughput") || name.equals("network.request_latency"));
      case "command" ->
          metric.metric().unit() == Metric.Unit.OPERATIONS_PER_SECOND
              || comparison.metrics().stream()
                  .filter(other -> other.workload().equals(metric.workload()))
                  .findFirst()
                  .filter(metric::equals)
                  .isPresent();
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
    String of = metric.family().equals("command") ? metric.workload() + ": " : "";
    String label = of + metric.label() + (several ? ", " + statistic.label() : "");
    return new Cost(inverse ? label + " (control ÷ runtime)" : label, ratios);
  }
}
