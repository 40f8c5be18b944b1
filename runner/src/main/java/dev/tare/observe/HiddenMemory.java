package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells when a guest's memory cannot be seen through its processes, so that no sum is printed. */
final class HiddenMemory {
  private static final Set<String> GUEST_MEMFD =
      Set.of(
          "anon_inode:[guest_memfd]",
          "anon_inode:guest_memfd",
          "anon_inode:[kvm-gmem]",
          "anon_inode:kvm-gmem");
  private static final String VIRTUAL_MACHINE = "anon_inode:kvm-vm";

  private final Path proc;

  HiddenMemory(Path proc) {
    this.proc = proc;
  }

  /** Dragonball has no process: its virtual machine is a file descriptor of the shim. */
  boolean holdsVirtualMachine(int pid) {
    return holds(pid, Set.of(VIRTUAL_MACHINE));
  }

  /** Why the sum over these processes would be too small; empty when it is not. */
  Optional<String> reason(List<NodeProcess> processes, List<ProcessMemory> memory) {
    boolean vmm = memory.stream().anyMatch(process -> process.component() == Component.VMM);
    if (!vmm && processes.stream().anyMatch(Components::kataShim)) {
      return Optional.of(
          "a Kata shim but no hypervisor on this node: the virtual machine may run on another"
              + " machine");
    }
    return memory.stream()
        .filter(process -> process.component() == Component.VMM)
        .filter(process -> holds(process.pid(), GUEST_MEMFD))
        .findFirst()
        .map(
            process ->
                "%s (pid %d) keeps guest memory in guest_memfd, which is not mapped into any process"
                    .formatted(process.command(), process.pid()));
  }

  private boolean holds(int pid, Set<String> targets) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(proc.resolve(pid + "/fd"))) {
      for (Path descriptor : descriptors) {
        if (Files.isSymbolicLink(descriptor)
            && targets.contains(Files.readSymbolicLink(descriptor).toString())) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }
}
