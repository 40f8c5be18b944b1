package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sums of one process's mappings, {@code /proc/<pid>/smaps_rollup} (Linux 4.14; the split 5.3).
 */
record SmapsRollup(Map<String, Long> bytes) {
  private static final List<String> NEEDED = List.of("Pss", "Pss_Anon", "Pss_File", "Pss_Shmem");

  static SmapsRollup read(Path proc, int pid) throws IOException {
    SmapsRollup rollup =
        new SmapsRollup(KernelTable.parse(Files.readString(proc.resolve(pid + "/smaps_rollup"))));
    if (!rollup.bytes.keySet().containsAll(NEEDED)) {
      throw new IOException("smaps_rollup does not hold " + NEEDED + "; Linux 5.3 or newer does");
    }
    return rollup;
  }

  ProcessMemory of(NodeProcess process, Component component) {
    return new ProcessMemory(
        process.pid(),
        component,
        process.program(),
        process.cgroup().path(),
        bytes("Pss"),
        bytes("Pss_Anon"),
        bytes("Pss_File"),
        bytes("Pss_Shmem"),
        bytes("Private_Hugetlb") + bytes("Shared_Hugetlb"));
  }

  private long bytes(String field) {
    return bytes.getOrDefault(field, 0L);
  }
}
