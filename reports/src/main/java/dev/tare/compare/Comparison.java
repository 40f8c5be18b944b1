package dev.tare.compare;

import dev.tare.result.Run;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a report says about one run, computed once, so that HTML, pictures, terminal and
 * JSON cannot disagree.
 *
 * @param completedTrials of {@code run.plannedTrials()}
 * @param answers one per runtime other than the control, in the order of the scenario
 * @param metrics in the order in which the run took them
 * @param warnings what a reader must know before believing a number; empty when all is well
 */
public record Comparison(
    Run run,
    int completedTrials,
    List<Answer> answers,
    Table table,
    List<MetricComparison> metrics,
    List<StartupView> startup,
    List<MemoryView> memory,
    TwinCheck twin,
    List<String> warnings) {

  public Comparison {
    answers = List.copyOf(answers);
    metrics = List.copyOf(metrics);
    startup = List.copyOf(startup);
    memory = List.copyOf(memory);
    warnings = List.copyOf(warnings);
  }

  /** The comparison of that metric in that case, if it was measured. */
  public Optional<MetricComparison> metric(String workload, String name) {
    return metrics.stream()
        .filter(metric -> metric.workload().equals(workload))
        .filter(metric -> metric.metric().name().equals(name))
        .findFirst();
  }
}
