package dev.tare.observe;

import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The hierarchy that charges memory: v1's {@code memory}, or the unified one. */
record Hierarchy(Path root, int version) {

  static Hierarchy ofMemory(Path cgroupRoot) {
    Path first = cgroupRoot.resolve("memory");
    return Files.isDirectory(first) ? new Hierarchy(first, 1) : new Hierarchy(cgroupRoot, 2);
  }

  /** That cgroup's state; empty when it is not there, as after the pod has ended. */
  Optional<Reading> read(String pod, int level, String path) {
    Path folder = root.resolve(path.substring(1));
    Path current = folder.resolve(version == 1 ? "memory.usage_in_bytes" : "memory.current");
    try {
      return Optional.of(
          new Reading.Cgroup(
              pod,
              level,
              path,
              version,
              Long.parseLong(Files.readString(current).trim()),
              KernelTable.parse(Files.readString(folder.resolve("memory.stat")))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
