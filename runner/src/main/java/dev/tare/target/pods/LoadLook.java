package dev.tare.target.pods;

import dev.tare.observe.Sandbox;
import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an observer's readings say of pods that run a load. */
final class LoadLook {
  /** Without these two it is not known what a pod's memory is, nor whose. */
  private static final Set<String> NEEDED = Set.of("cgroup", "process-tree");

  private LoadLook() {}

  /**
   * One reading for each sandbox.
   *
   * @param readings of these sandboxes, taken together
   * @return the views that cannot see instead, where one cannot
   */
  static List<Reading> of(
      List<Sandbox> sandboxes, List<Reading> readings, Load load, LoadStage stage) {
    List<Reading> blind =
        readings.stream()
            .filter(
                reading -> reading instanceof Reading.Blind view && NEEDED.contains(view.view()))
            .toList();
    if (!blind.isEmpty()) {
      return blind;
    }
    List<Reading> looks = new ArrayList<>();
    for (Sandbox sandbox : sandboxes) {
      looks.add(look(sandbox.pod(), readings, load, stage));
    }
    return looks;
  }

  private static Reading look(String pod, List<Reading> readings, Load load, LoadStage stage) {
    List<Reading.Cgroup> cgroups =
        Reading.all(readings, Reading.Cgroup.class)
            .filter(cgroup -> cgroup.pod().equals(pod))
            .toList();
    List<ProcessMemory> processes =
        Reading.all(readings, Reading.ProcessTree.class)
            .filter(tree -> tree.pod().equals(pod))
            .flatMap(tree -> tree.processes().stream())
            .toList();
    return new Reading.UnderLoad(
        pod,
        load.name().toLowerCase(Locale.ROOT),
        stage.name(),
        stage.held(),
        stage.cached(),
        stage.kills(),
        processes.stream().anyMatch(process -> process.component() == Component.VMM),
        workload(processes),
        cgroups);
  }

  private static Optional<Long> workload(List<ProcessMemory> processes) {
    List<ProcessMemory> own =
        processes.stream().filter(process -> process.component() == Component.WORKLOAD).toList();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(own.stream().mapToLong(process -> process.anon() + process.shmem()).sum());
  }
}
