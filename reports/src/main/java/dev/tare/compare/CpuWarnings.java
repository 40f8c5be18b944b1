package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What keeps figures of CPU time from being the whole truth. */
final class CpuWarnings {
  /** Of one CPU. With more going on beside the pods, it hardly goes on equally all the time. */
  private static final double BASELINE_MARGIN = 0.05;

  private static final String VIEW = "cpu";

  private final Trials trials;

  CpuWarnings(Trials trials) {
    this.trials = trials;
  }

  /** Why the CPU could not be seen, each reason once. */
  List<String> unseen() {
    Map<String, Set<String>> reasons = new LinkedHashMap<>();
    for (TrialRecord trial : trials.all()) {
      String where = "%s under %s".formatted(trial.workload(), trial.runtime());
      for (Reading reading : trial.result().readings()) {
        if (reading instanceof Reading.Blind blind && blind.view().equals(VIEW)) {
          reasons.computeIfAbsent(where, _ -> new LinkedHashSet<>()).add(blind.reason());
        }
      }
    }
    List<String> warnings = new ArrayList<>();
    reasons.forEach(
        (where, all) ->
            warnings.add(
                "CPU time of %s cannot be seen in part or at all: %s%s."
                    .formatted(
                        where,
                        all.iterator().next(),
                        all.size() == 1 ? "" : ", among %d reasons".formatted(all.size()))));
    return warnings;
  }

  /** The node was busy with something else. */
  static Optional<String> baseline(MetricComparison metric) {
    List<String> busy = new ArrayList<>();
    for (RuntimeValues values : metric.runtimes()) {
      if (values.median() instanceof Figure.Known known && known.value() > BASELINE_MARGIN) {
        busy.add(values.runtime() + " " + Wording.digits(known.value()));
      }
    }
    return busy.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The node's CPUs were busy before %s began, in CPUs: %s. That much was taken off the node's CPU per Gbit; whatever changed meanwhile is still in it, and where it was pushed aside by the pods there is no such figure."
                .formatted(metric.workload(), String.join(", ", busy)));
  }
}
