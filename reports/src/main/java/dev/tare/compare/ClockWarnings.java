package dev.tare.compare;

import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Iterations that were left out because two clocks differ, and those that nobody could check. */
final class ClockWarnings {
  private final Trials trials;

  ClockWarnings(Trials trials) {
    this.trials = trials;
  }

  List<String> all() {
    List<String> warnings = new ArrayList<>();
    for (String workload : trials.workloads(Families.JMH)) {
      for (String runtime : trials.run().runtimes()) {
        List<TrialRecord> of = trials.sound(workload, runtime);
        long all =
            of.stream()
                .flatMap(ClockWarnings::brackets)
                .mapToLong(b -> b.iterations().size())
                .sum();
        long invalid = count(of, Families.CLOCK_INVALID);
        long unchecked = count(of, Families.CLOCK_UNCHECKED);
        if (invalid > 0) {
          warnings.add(
              "%s under %s: %d of %d iterations took another time by the pod's clock than by the node's, by more than 0.5 %% and the error of the stamps. They are invalid and left out."
                  .formatted(workload, runtime, invalid, all));
        }
        if (unchecked > 0) {
          warnings.add(
              "%s under %s: the pod's clock was not checked in %d iterations (%s)."
                  .formatted(workload, runtime, unchecked, String.join("; ", reasons(of))));
        }
      }
    }
    return warnings;
  }

  static Stream<Reading.Brackets> brackets(TrialRecord trial) {
    return Reading.all(trial.result().readings(), Reading.Brackets.class);
  }

  private static Set<String> reasons(List<TrialRecord> trials) {
    Set<String> reasons = new LinkedHashSet<>();
    trials.stream()
        .filter(trial -> count(List.of(trial), Families.CLOCK_UNCHECKED) > 0)
        .flatMap(ClockWarnings::brackets)
        .forEach(
            brackets ->
                reasons.add(
                    brackets.unchecked().isEmpty()
                        ? "the node's stamps were off by more than 5 % of an iteration"
                        : brackets.unchecked()));
    return reasons.isEmpty() ? Set.of("nobody looked at it") : reasons;
  }

  private static long count(List<TrialRecord> trials, String metric) {
    return Math.round(
        trials.stream()
            .flatMap(trial -> trial.samples().stream())
            .filter(sample -> sample.metric().name().equals(metric))
            .mapToDouble(sample -> sample.value())
            .sum());
  }
}
