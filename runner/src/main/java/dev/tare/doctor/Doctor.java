package dev.tare.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Looks over a machine: what it can run, what its numbers would suffer from, and what to do. */
public final class Doctor {
  private final Machine machine;

  public Doctor(Machine machine) {
    this.machine = machine;
  }

  /** Every check, always all of them, in the order in which they should be read. */
  public List<Check> checks() {
    return Stream.of(
            PrivilegeChecks.of(machine),
            ToolChecks.of(machine),
            CgroupChecks.of(machine),
            HypervisorChecks.of(machine),
            RuntimeChecks.of(machine),
            ProcessorChecks.of(machine),
            MemoryChecks.of(machine))
        .flatMap(List::stream)
        .toList();
  }
}
