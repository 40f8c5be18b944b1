package dev.tare.cli;

import dev.tare.plan.Peers;
import dev.tare.plan.RuntimeSelection;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.SandboxKind;
import dev.tare.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which runtimes a run compares, and in which order readers see them. */
final class Runtimes {
  private Runtimes() {}

  /**
   * The runtimes, the control first: the one that the scenario names, else a plain container where
   * the scenario takes all that there are. The order in which trials run is the plan's.
   *
   * @param variants names of the offer that {@code "*"} leaves out
   * @throws UsageException when some are not offered
   */
  static List<RuntimeSpec> choose(
      Scenario scenario, List<RuntimeSpec> offered, Set<String> variants, List<String> only) {
    RuntimeSelection selection = RuntimeSelection.resolve(scenario, offered, variants, only);
    if (!selection.problems().isEmpty()) {
      throw new UsageException(String.join("\n", selection.problems()));
    }
    List<RuntimeSpec> ordered = new ArrayList<>(selection.runtimes());
    Optional<String> control = scenario.design().control();
    boolean every =
        scenario.runtimes().stream().anyMatch(spec -> spec.name().equals(RuntimeSpec.EVERY));
    if (control.isPresent()) {
      ordered.sort(Comparator.comparing(spec -> !spec.name().equals(control.get())));
    } else if (every && only.isEmpty()) {
      ordered.sort(Comparator.comparing(Runtimes::isSandbox));
    }
    return ordered;
  }

  /**
   * The runtimes of second pods.
   *
   * @throws UsageException when some are not offered
   */
  static Peers peers(Scenario scenario, List<RuntimeSpec> runtimes, List<RuntimeSpec> offered) {
    Peers peers = Peers.resolve(scenario, runtimes, offered);
    if (!peers.problems().isEmpty()) {
      throw new UsageException(String.join("\n", peers.problems()));
    }
    return peers;
  }

  private static boolean isSandbox(RuntimeSpec spec) {
    return !spec.expect().sandbox().equals(Optional.of(SandboxKind.HOST));
  }
}
