package dev.tare.compare;

import dev.tare.compare.Counts.Cause;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialRecord;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how pods ended. */
final class Outcomes {

  private Outcomes() {}

  static Counts count(List<TrialRecord> trials) {
    int completed = 0;
    int censored = 0;
    int failed = 0;
    Map<String, Integer> causes = new LinkedHashMap<>();
    for (PodOutcome pod : pods(trials)) {
      switch (pod) {
        case PodOutcome.Completed _ -> completed++;
        case PodOutcome.Censored _ -> censored++;
        case PodOutcome.Failed(_, _, String during, String cause) -> {
          failed++;
          causes.merge(during + ": " + cause, 1, Integer::sum);
        }
      }
    }
    List<Cause> grouped =
        causes.entrySet().stream()
            .map(entry -> new Cause(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt(Cause::pods).reversed())
            .toList();
    return new Counts(completed, censored, failed, grouped);
  }

  static List<PodOutcome> pods(List<TrialRecord> trials) {
    return trials.stream().flatMap(trial -> trial.result().pods().stream()).toList();
  }
}
