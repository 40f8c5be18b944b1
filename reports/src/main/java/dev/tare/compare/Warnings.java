package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.result.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a reader must know before believing a number. */
final class Warnings {

  /**
   * CPU work runs in no sandbox's code, so it should cost the same everywhere. As for a regression,
   * the interval must lie on one side of 1 and the effect be at least this.
   */
  private static final double CPU_MARGIN = 0.05;

  /** Two clients that measure the same wire, equally long and warm, should agree. */
  private static final double CLIENT_MARGIN = 0.10;

  /** Less than this of a pod's memory may be missing from PSS without a word: bytes. */
  private static final double UNMAPPED_MARGIN = 2 << 20;

  /** A pod that its limit stops in fewer of its periods is hardly slower for it. */
  private static final double THROTTLED_MARGIN = 0.05;

  private final Trials trials;
  private final MetricIndex metrics;

  Warnings(Trials trials, MetricIndex metrics) {
    this.trials = trials;
    this.metrics = metrics;
  }

  List<String> all(List<String> folderProblems) {
    List<String> warnings = new ArrayList<>();
    unfinished(warnings);
    warnings.addAll(folderProblems);
    terms(warnings);
    controls(warnings);
    warnings.addAll(new NodeWarnings(trials).all());
    warnings.addAll(new ClockWarnings(trials).all());
    spoilt(warnings);
    warnings.addAll(new CpuWarnings(trials).unseen());
    for (MetricComparison metric : metrics.metrics()) {
      switch (metric.metric().name()) {
        case Families.CPU_WORK -> cpu(metric, warnings);
        case Families.UNMAPPED -> unmapped(metric, warnings);
        case Families.CPU_THROTTLED -> throttled(metric, warnings);
        case Families.THROUGHPUT -> clients(metric, warnings);
        case Families.NODE_BASELINE -> CpuWarnings.baseline(metric).ifPresent(warnings::add);
        case Families.REQUEST_LAG -> lag(metric, warnings);
        default -> {}
      }
    }
    return warnings;
  }

  private void unfinished(List<String> warnings) {
    Run run = trials.run();
    int stored = trials.all().size();
    if (run.status() == Run.Status.INTERRUPTED) {
      warnings.add("Interrupted after %d of %d trials.".formatted(stored, run.plannedTrials()));
    }
    if (run.status() == Run.Status.RUNNING) {
      warnings.add(
          "The run has not ended, or was killed: %d of %d trials."
              .formatted(stored, run.plannedTrials()));
    }
  }

  private void terms(List<String> warnings) {
    for (Receipt receipt : trials.run().receipts()) {
      if (!receipt.unequal().isEmpty()) {
        warnings.add(
            "%s ran on unequal terms, so it has no ratio: %s."
                .formatted(receipt.runtime(), String.join("; ", receipt.unequal())));
      }
    }
  }

  private void controls(List<String> warnings) {
    for (String runtime : trials.runtimes()) {
      String control = trials.controlOf(runtime);
      if (!control.equals(trials.control())) {
        warnings.add(
            "Ratios of %s stand on %s, whose images come from the same snapshotter, not on %s."
                .formatted(runtime, control, trials.control()));
      }
    }
  }

  private void spoilt(List<String> warnings) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (TrialRecord trial : trials.all()) {
      for (String problem : trial.result().problems()) {
        String where = "%s under %s".formatted(trial.workload(), trial.runtime());
        reasons.merge(where + ": " + problem, 1, Integer::sum);
      }
    }
    reasons.forEach(
        (reason, count) ->
            warnings.add(
                "Left out %d %s of %s".formatted(count, count == 1 ? "trial" : "trials", reason)));
  }

  private void cpu(MetricComparison metric, List<String> warnings) {
    List<String> unequal = new ArrayList<>();
    for (RuntimeValues values : metric.runtimes()) {
      if (values.effect() instanceof Effect.Ratio ratio
          && ratio.shown()
          && Math.abs(ratio.change()) >= CPU_MARGIN) {
        unequal.add(
            "%s under %s (%s)"
                .formatted(
                    Wording.times(ratio.value()),
                    values.runtime(),
                    Wording.range(ratio.interval())));
      }
    }
    if (!unequal.isEmpty()) {
      warnings.add(
          "Pure CPU work, the same code under every runtime, should cost what it costs under %s, but costs %s. The ratios of syscalls and network contain that."
              .formatted(trials.control(), Wording.list(unequal)));
    }
  }

  private static void unmapped(MetricComparison metric, List<String> warnings) {
    List<String> missed = new ArrayList<>();
    for (RuntimeValues values : metric.runtimes()) {
      if (values.median() instanceof Figure.Known known && known.value() > UNMAPPED_MARGIN) {
        missed.add("%s per pod of %s".formatted(Wording.bytes(known.value()), values.runtime()));
      }
    }
    if (!missed.isEmpty()) {
      warnings.add("%s are mapped by no process: PSS misses them.".formatted(Wording.list(missed)));
    }
  }

  private static void throttled(MetricComparison metric, List<String> warnings) {
    List<String> stopped = new ArrayList<>();
    for (RuntimeValues values : metric.runtimes()) {
      if (values.median() instanceof Figure.Known share && share.value() >= THROTTLED_MARGIN) {
        stopped.add("%s %.0f %%".formatted(values.runtime(), share.value() * 100));
      }
    }
    if (!stopped.isEmpty()) {
      warnings.add(
          "Pods were stopped by their CPU limit during %s, in this share of periods: %s. Their figures there contain the waiting."
              .formatted(metric.workload(), String.join(", ", stopped)));
    }
  }

  private void clients(MetricComparison metric, List<String> warnings) {
    List<String> apart = new ArrayList<>();
    for (RuntimeValues values : metric.runtimes()) {
      String runtime = values.runtime();
      Figure own = metrics.median(metric.workload(), Families.THROUGHPUT_OWN, runtime);
      if (values.median() instanceof Figure.Known theirs
          && own instanceof Figure.Known ours
          && Math.abs(Math.log(ours.value() / theirs.value())) > Math.log1p(CLIENT_MARGIN)) {
        apart.add(
            "%s %s and %s"
                .formatted(runtime, Wording.bits(theirs.value()), Wording.bitRate(ours.value())));
      }
    }
    if (!apart.isEmpty()) {
      warnings.add(
          "Two throughput clients, iperf3 and Tare's own, differ by more than %.0f %%: %s. Shown is iperf3's; take it as no more precise than that."
              .formatted(CLIENT_MARGIN * 100, String.join("; ", apart)));
    }
  }

  private void lag(MetricComparison metric, List<String> warnings) {
    for (RuntimeValues values : metric.runtimes()) {
      new Lateness(trials)
          .of(metric.workload(), values.runtime())
          .ifPresent(
              late ->
                  warnings.add(
                      "Requests to %s were sent up to %s late (p99): its latencies are invalid, and no figure is given."
                          .formatted(values.runtime(), Wording.nanos(late.nanos()))));
    }
  }
}
