package dev.tare.compare;

import dev.tare.result.Controls;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.result.TrialRecord;
import dev.tare.scenario.RuntimeSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The trials of a run, in the order in which they ran, and the questions that all parts ask. */
final class Trials {

  private final Run run;
  private final List<TrialRecord> all;

  Trials(Run run, List<TrialRecord> trials) {
    this.run = run;
    this.all = trials.stream().sorted(Comparator.comparingInt(TrialRecord::position)).toList();
  }

  Run run() {
    return run;
  }

  String control() {
    return run.control();
  }

  /** What that runtime is compared with: the run's control, or one that fits it better. */
  String controlOf(String runtime) {
    return Controls.of(run.receipts(), run.control(), runtime);
  }

  List<TrialRecord> all() {
    return all;
  }

  /** The cases of a family, in the order in which they first ran. */
  List<String> workloads(String family) {
    return all.stream()
        .filter(trial -> trial.family().equals(family))
        .map(TrialRecord::workload)
        .distinct()
        .toList();
  }

  /** All runtimes but the A/A twin, in the order of the scenario. */
  List<String> runtimes() {
    return run.runtimes().stream().filter(runtime -> !RuntimeSpec.isTwin(runtime)).toList();
  }

  /** Every trial of a runtime, spoilt or not. */
  List<TrialRecord> of(String runtime) {
    return all.stream().filter(trial -> trial.runtime().equals(runtime)).toList();
  }

  /**
   * The trials that say something: none of what a spoilt trial holds enters a figure. Trials whose
   * pods all failed or were censored are among them.
   */
  List<TrialRecord> sound(String workload, String runtime) {
    return of(runtime).stream()
        .filter(trial -> trial.workload().equals(workload))
        .filter(trial -> trial.result().problems().isEmpty())
        .toList();
  }

  /** The receipt of that runtime; the A/A twin has that of the runtime it stands for. */
  Optional<Receipt> receipt(String runtime) {
    return receiptNamed(runtime).or(() -> receiptNamed(withoutTwin(runtime)));
  }

  private Optional<Receipt> receiptNamed(String runtime) {
    return run.receipts().stream().filter(r -> r.runtime().equals(runtime)).findFirst();
  }

  private String withoutTwin(String runtime) {
    return run.runtimes().stream()
        .filter(name -> RuntimeSpec.named(name).twin().name().equals(runtime))
        .findFirst()
        .orElse(runtime);
  }
}
