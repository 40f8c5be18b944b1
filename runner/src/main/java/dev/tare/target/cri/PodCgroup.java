package dev.tare.target.cri;

import dev.tare.result.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The pod's cgroup, which the kubelet makes in a cluster and nobody makes below CRI. As there, it
 * carries the pod's limits, so that they hold for a sandbox's own threads and memory as well.
 */
final class PodCgroup {
  private static final long PERIOD_MICROS = 100_000;

  private final Path root;
  private final String path;

  /**
   * @param root where the cgroup hierarchies are mounted
   * @param path of the pod's cgroup, from the root of a hierarchy; empty for none
   */
  PodCgroup(Path root, String path) {
    this.root = root;
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Whether that cgroup is this one or below it; not known to be so where the runtime chose. */
  boolean holds(String other) {
    return !path.isEmpty() && (other.equals(path) || other.startsWith(path + "/"));
  }

  /**
   * Makes it.
   *
   * @param cpus limit
   * @param memory limit in bytes; empty for none
   */
  void create(int cpus, OptionalLong memory) throws IOException {
    if (path.isEmpty()) {
      return;
    }
    if (Files.exists(root.resolve("cgroup.controllers"))) {
      createUnified(cpus, memory);
      return;
    }
    if (Files.isDirectory(root.resolve("cpu"))) {
      Path cpu = Files.createDirectories(root.resolve("cpu").resolve(relative()));
      Files.writeString(cpu.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROS));
      Files.writeString(cpu.resolve("cpu.cfs_quota_us"), Long.toString(cpus * PERIOD_MICROS));
    }
    if (memory.isPresent() && Files.isDirectory(root.resolve("memory"))) {
      Path pod = Files.createDirectories(root.resolve("memory").resolve(relative()));
      Files.writeString(pod.resolve("memory.limit_in_bytes"), Long.toString(memory.getAsLong()));
    }
  }

  private void createUnified(int cpus, OptionalLong memory) throws IOException {
    Path pod = Files.createDirectories(root.resolve(relative()));
    // A controller reaches a group only when every group above it hands it down.
    Path above = root;
    handDown(above);
    for (Path name : Path.of(relative())) {
      above = above.resolve(name);
      handDown(above);
    }
    Files.writeString(pod.resolve("cpu.max"), cpus * PERIOD_MICROS + " " + PERIOD_MICROS);
    if (memory.isPresent()) {
      Files.writeString(pod.resolve("memory.max"), Long.toString(memory.getAsLong()));
    }
  }

  private static void handDown(Path group) {
    for (String controller : List.of("cpu", "memory", "pids", "cpuset", "io")) {
      try {
        Files.writeString(group.resolve("cgroup.subtree_control"), "+" + controller);
      } catch (IOException e) {
        // A controller that the parent lacks is not there for anybody.
      }
    }
  }

  /** Takes away a path of groups that nothing uses any more, from its end to its beginning. */
  static void removeEmpty(Path root, String path) {
    PodCgroup group = new PodCgroup(root, path);
    try {
      for (Path hierarchy : group.hierarchies()) {
        Path folder = hierarchy.resolve(group.relative());
        while (!folder.equals(hierarchy) && Files.deleteIfExists(folder)) {
          folder = Objects.requireNonNull(folder.getParent());
        }
      }
    } catch (IOException e) {
      // Somebody else uses it: it is theirs to remove.
    }
  }

  /** Removes it from every hierarchy; whether it is gone. What has processes in it stays. */
  boolean remove() throws IOException {
    if (path.isEmpty()) {
      return true;
    }
    boolean gone = true;
    for (Path hierarchy : hierarchies()) {
      gone &= removeTree(hierarchy.resolve(relative()));
    }
    return gone;
  }

  /** How often its CPU limit stopped it so far; empty when it has none. */
  Optional<Reading.CpuLimit> cpuLimit(String pod) {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    return CpuLimitReader.read(
        pod,
        Stream.of(root, root.resolve("cpu"))
            .map(hierarchy -> hierarchy.resolve(relative()))
            .filter(Files::isDirectory)
            .toList());
  }

  /** Whether a hierarchy still has it with something inside. */
  boolean inUse() throws IOException {
    if (path.isEmpty()) {
      return false;
    }
    for (Path hierarchy : hierarchies()) {
      try (Stream<Path> inside = Files.walk(hierarchy.resolve(relative()))) {
        for (Path folder : inside.filter(Files::isDirectory).toList()) {
          if (!Files.readString(folder.resolve("cgroup.procs")).isEmpty()) {
            return true;
          }
        }
      } catch (NoSuchFileException | UncheckedIOException e) {
        // Gone, or going while we look.
      }
    }
    return false;
  }

  private String relative() {
    return path.startsWith("/") ? path.substring(1) : path;
  }

  private List<Path> hierarchies() throws IOException {
    List<Path> hierarchies = new ArrayList<>(List.of(root));
    if (!Files.exists(root.resolve("cgroup.controllers"))) {
      try (Stream<Path> children = Files.list(root)) {
        children.filter(Files::isDirectory).forEach(hierarchies::add);
      }
    }
    return hierarchies.stream()
        .filter(hierarchy -> Files.isDirectory(hierarchy.resolve(relative())))
        .toList();
  }

  private static boolean removeTree(Path folder) throws IOException {
    boolean gone = true;
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.filter(Files::isDirectory).toList()) {
        gone &= removeTree(child);
      }
    } catch (NoSuchFileException e) {
      return true;
    }
    try {
      Files.deleteIfExists(folder);
      return gone;
    } catch (NoSuchFileException e) {
      return gone;
    } catch (FileSystemException e) {
      // Busy: a process is in it, or is just leaving.
      return false;
    }
  }
}
