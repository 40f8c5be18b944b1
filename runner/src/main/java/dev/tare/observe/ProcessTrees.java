package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the memory of every process that serves a sandbox; all of them, or none. */
final class ProcessTrees {
  private static final String VIEW = "process-tree";

  private final Path proc;
  private final ProcessTable table;
  private final Ownership owners;
  private final HiddenMemory hidden;

  ProcessTrees(Path proc, ProcessTable table, Ownership owners) {
    this.proc = proc;
    this.table = table;
    this.owners = owners;
    this.hidden = new HiddenMemory(proc);
  }

  /** The tree, or why there is none: a sum that misses a process is a wrong number. */
  Reading read(Sandbox sandbox, int level) {
    List<NodeProcess> processes = owners.of(sandbox);
    if (!table.denied().isEmpty()) {
      return blind(
          sandbox,
          "%d processes may not be looked at, the first is pid %d; run as root with CAP_SYS_PTRACE, and without hidepid on /proc"
              .formatted(table.denied().size(), table.denied().getFirst()));
    }
    if (!owners.ambiguous().isEmpty()) {
      return blind(
          sandbox, "pid %d names several sandboxes".formatted(owners.ambiguous().getFirst().pid()));
    }
    if (processes.isEmpty()) {
      return blind(
          sandbox,
          "no process under %s names it; is the sandbox running on this node, and does this program see the node's processes?"
              .formatted(proc));
    }
    return sum(sandbox, level, processes);
  }

  private Reading sum(Sandbox sandbox, int level, List<NodeProcess> processes) {
    Components components = new Components(sandbox, processes);
    List<ProcessMemory> memory = new ArrayList<>();
    for (NodeProcess process : processes) {
      try {
        one(process, components.of(process)).ifPresent(memory::add);
      } catch (IOException e) {
        return blind(
            sandbox,
            "smaps_rollup of pid %d (%s) cannot be read: %s; reading it takes root and CAP_SYS_PTRACE"
                .formatted(process.pid(), process.program(), e.getMessage()));
      }
    }
    if (memory.isEmpty()) {
      return blind(sandbox, "all its processes ended while they were being read");
    }
    return hidden
        .reason(processes, memory)
        .<Reading>map(reason -> blind(sandbox, reason))
        .orElseGet(() -> new Reading.ProcessTree(sandbox.pod(), level, memory));
  }

  /**
   * Empty when the process has really ended: its pid is free, a zombie's, or another process's.
   *
   * @throws IOException when it is still there and cannot be read
   */
  private Optional<ProcessMemory> one(NodeProcess process, Component component) throws IOException {
    Component finest =
        component == Component.SHIM && hidden.holdsVirtualMachine(process.pid())
            ? Component.VMM
            : component;
    try {
      ProcessMemory memory = SmapsRollup.read(proc, process.pid()).of(process, finest);
      return same(process) ? Optional.of(memory) : Optional.empty();
    } catch (IOException e) {
      if (same(process)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean same(NodeProcess process) {
    return ProcessTable.startTime(proc, process.pid()) == process.startTime();
  }

  private static Reading.Blind blind(Sandbox sandbox, String reason) {
    return new Reading.Blind(VIEW, "pod " + sandbox.pod() + ": " + reason);
  }
}
