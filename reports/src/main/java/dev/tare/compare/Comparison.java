package dev.tare.compare;

import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.TrialRecord;
import dev.tare.result.TrialResult;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a report says about one run, computed once, so that HTML, pictures, terminal and
 * JSON cannot disagree.
 *
 * @param completedTrials of {@code run.plannedTrials()}
 * @param answers one per runtime in the order of the scenario; the control has one only when it
 *     stands alone or was not measured
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

  /** Computes it from a run that has ended or still runs. */
  public static Comparison of(RunFolder folder) {
    Trials trials = new Trials(folder.run(), folder.trials());
    List<MetricComparison> metrics = new MetricComparisons(trials).all();
    MetricIndex index = new MetricIndex(metrics);
    Table table = new Tables(trials, index).table();
    List<MemoryView> memory = new MemoryViews(trials, index).all();
    return new Comparison(
        folder.run(),
        (int) trials.all().stream().map(TrialRecord::result).filter(TrialResult::completed).count(),
        new Answers(trials, table, index, memory).all(),
        table,
        metrics,
        new StartupViews(trials, index).all(),
        memory,
        TwinChecks.of(trials, metrics),
        new Warnings(trials, index).all(folder.problems()));
  }

  /**
   * How many pods stood together for the table's idle memory, as {@link MemoryView#pods} says it.
   */
  public String idlePods() {
    return memory.stream()
        .filter(view -> view.workload().equals(table.memoryWorkload()))
        .map(MemoryView::pods)
        .findFirst()
        .orElse("");
  }

  /** The comparison of that metric in that case, if it was measured. */
  public Optional<MetricComparison> metric(String workload, String name) {
    return metrics.stream()
        .filter(metric -> metric.workload().equals(workload))
        .filter(metric -> metric.metric().name().equals(name))
        .findFirst();
  }
}
