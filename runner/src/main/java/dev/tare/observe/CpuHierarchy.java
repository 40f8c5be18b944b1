package dev.tare.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The hierarchy that counts CPU time: v1's {@code cpuacct}, or the unified one. */
record CpuHierarchy(Path root, int version) {

  static CpuHierarchy of(Path cgroupRoot) {
    Path first = cgroupRoot.resolve("cpuacct");
    return Files.isDirectory(first) ? new CpuHierarchy(first, 1) : new CpuHierarchy(cgroupRoot, 2);
  }

  /** CPU time of that group and those below it so far; empty when it is not there. */
  OptionalLong nanos(String path) {
    Path folder = root.resolve(path.substring(1));
    try {
      if (version == 1) {
        return OptionalLong.of(
            Long.parseLong(Files.readString(folder.resolve("cpuacct.usage")).trim()));
      }
      Long usec = KernelTable.parse(Files.readString(folder.resolve("cpu.stat"))).get("usage_usec");
      return usec == null ? OptionalLong.empty() : OptionalLong.of(usec * 1_000);
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Where a process's CPU time is charged, from the root. */
  String charged(Path proc, NodeProcess process) {
    if (version == 2) {
      return process.cgroup().path();
    }
    try {
      String text = Files.readString(proc.resolve(process.pid() + "/cgroup"));
      String memory = CgroupPath.ofController(text, "memory");
      String cpu = CgroupPath.ofController(text, "cpuacct");
      // Usually one path in all hierarchies, and that of memory is already seen from the root.
      return cpu.isEmpty() || cpu.equals(memory) ? process.cgroup().path() : cpu;
    } catch (IOException e) {
      return process.cgroup().path();
    }
  }
}
