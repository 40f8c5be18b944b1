package dev.tare.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.TrialRecord;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
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
 * @param density how many idle pods stood, a view for each case that asked
 * @param nodes by name, with what ran there
 * @param ownCosts what Tare itself used, by workload; empty for runs that did not keep it
 * @param remarks what belongs to every figure of a case
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
    List<DensityView> density,
    List<NodeShare> nodes,
    List<OwnShare> ownCosts,
    List<Remark> remarks,
    List<String> warnings) {

  public Comparison {
    answers = List.copyOf(answers);
    metrics = List.copyOf(metrics);
    startup = List.copyOf(startup);
    memory = List.copyOf(memory);
    density = List.copyOf(density);
    nodes = List.copyOf(nodes);
    ownCosts = List.copyOf(ownCosts);
    remarks = List.copyOf(remarks);
    warnings = List.copyOf(warnings);
  }

  /** Computes it from a run that has ended or still runs. */
  public static Comparison of(RunFolder folder) {
    Trials trials = new Trials(folder.run(), folder.trials());
    List<MetricComparison> metrics = new MetricComparisons(trials).all();
    MetricIndex index = new MetricIndex(metrics);
    Table table = new Tables(trials, index).table();
    List<MemoryView> memory = new MemoryViews(trials, index).all();
    List<DensityView> density = new DensityViews(trials, index).all();
    return new Comparison(
        folder.run(),
        (int) trials.all().stream().map(TrialRecord::result).filter(TrialResult::completed).count(),
        new Answers(trials, table, index, memory, density).all(),
        table,
        metrics,
        new StartupViews(trials, index).all(),
        memory,
        TwinChecks.of(trials, metrics),
        density,
        new Nodes(trials).shares(),
        OwnShares.of(trials),
        new SuiteRemarks(trials, index).all(),
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

  /** The figures that lie outside of what was published of their kind. */
  @JsonProperty("outsideBands")
  public List<OutsideBand> outsideBands() {
    return OutsideBand.of(
        metrics,
        runtime ->
            run.receipts().stream()
                .filter(receipt -> receipt.runtime().equals(RuntimeSpec.withoutTwin(runtime)))
                .toList());
  }

  /** Whether it ran on several nodes, each round on one of them. */
  public boolean blocks() {
    return Nodes.blocks(nodes);
  }

  /** What Tare itself used during that case, if the run kept it. */
  public Optional<OwnShare> ownCost(String workload) {
    return ownCosts.stream().filter(share -> share.workload().equals(workload)).findFirst();
  }

  /** The comparison of that metric in that case, if it was measured. */
  public Optional<MetricComparison> metric(String workload, String name) {
    return metrics.stream()
        .filter(metric -> metric.workload().equals(workload))
        .filter(metric -> metric.metric().name().equals(name))
        .findFirst();
  }
}
