package dev.tare.observe;

import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The hierarchy that charges memory: v1's {@code memory}, or the unified one. */
record Hierarchy(Path root, int version) {

  private static final String KILLS = "oom_kill";

  static Hierarchy ofMemory(Path cgroupRoot) {
    Path first = cgroupRoot.resolve("memory");
    return Files.isDirectory(first) ? new Hierarchy(first, 1) : new Hierarchy(cgroupRoot, 2);
  }

  /** That cgroup's state; empty when it is not there, as after the pod has ended. */
  Optional<Reading> read(String pod, int level, String path) {
    Path folder = root.resolve(path.substring(1));
    try {
      return Optional.of(
          new Reading.Cgroup(pod, level, path, version, usage(folder), stat(folder)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What that cgroup is charged for now, in bytes. */
  long usage(Path folder) throws IOException {
    String file = version == 1 ? "memory.usage_in_bytes" : "memory.current";
    return Long.parseLong(Files.readString(folder.resolve(file)).strip());
  }

  private Map<String, Long> stat(Path folder) throws IOException {
    Map<String, Long> stat =
        new HashMap<>(KernelTable.parse(Files.readString(folder.resolve("memory.stat"))));
    OptionalLong kills = version == 1 ? killsBelow(folder) : kills(folder, "memory.events");
    kills.ifPresent(count -> stat.put(KILLS, count));
    return stat;
  }

  /** The first version counts a kill in the process's own group, not in those above it. */
  private static OptionalLong killsBelow(Path folder) throws IOException {
    OptionalLong sum = kills(folder, "memory.oom_control");
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path child : children) {
        OptionalLong below = killsBelow(child);
        if (sum.isPresent() && below.isPresent()) {
          sum = OptionalLong.of(sum.getAsLong() + below.getAsLong());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return sum;
  }

  /** Empty where the kernel does not count them, or the group is gone by now. */
  private static OptionalLong kills(Path folder, String file) {
    try {
      Long count = KernelTable.parse(Files.readString(folder.resolve(file))).get(KILLS);
      return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
