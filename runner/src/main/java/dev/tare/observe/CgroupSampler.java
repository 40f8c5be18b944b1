package dev.tare.observe;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory cgroups of many pods, cheap enough to be looked at each second: where they are is
 * found once for each pod, and then two files of each are read. Only a pod's own cgroup counts, the
 * one above those of its containers; what Kata keeps beside it does not.
 */
public final class CgroupSampler {
  /**
   * What cgroups are charged for, in bytes.
   *
   * @param workingSet without inactive file pages, as the kubelet counts
   */
  public record Charge(long current, long workingSet) {}

  private final Hierarchy hierarchy;
  private final Map<Sandbox, Optional<Path>> folders = new HashMap<>();

  /**
   * @param cgroupRoot {@code /sys/fs/cgroup}, or a captured tree
   */
  public CgroupSampler(Path cgroupRoot) {
    this.hierarchy = Hierarchy.ofMemory(cgroupRoot);
  }

  /** Of all these together; empty when one of them is not seen, and when there are none. */
  public synchronized Optional<Charge> sum(List<Sandbox> sandboxes) {
    find(sandboxes);
    long current = 0;
    long workingSet = 0;
    for (Sandbox sandbox : sandboxes) {
      Optional<Charge> one = folders.getOrDefault(sandbox, Optional.empty()).flatMap(this::read);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      current += one.get().current();
      workingSet += one.get().workingSet();
    }
    return sandboxes.isEmpty() ? Optional.empty() : Optional.of(new Charge(current, workingSet));
  }

  private Optional<Charge> read(Path folder) {
    try {
      long bytes = hierarchy.usage(folder);
      String field = hierarchy.version() == 1 ? "total_inactive_file" : "inactive_file";
      return field(Files.readString(folder.resolve("memory.stat")), field)
          .map(inactive -> new Charge(bytes, Math.max(0, bytes - inactive)));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One line of the table alone: parsing all of it costs more than reading it. */
  private static Optional<Long> field(String stat, String name) {
    String key = name + " ";
    int at = stat.startsWith(key) ? 0 : stat.indexOf("\n" + key) + 1;
    if (at == 0 && !stat.startsWith(key)) {
      return Optional.empty();
    }
    int begin = at + key.length();
    int end = stat.indexOf('\n', begin);
    return Optional.of(Long.valueOf(stat.substring(begin, end < 0 ? stat.length() : end).strip()));
  }

  /** Looks for the folders of sandboxes that were not there the last time. */
  private void find(List<Sandbox> sandboxes) {
    folders.keySet().retainAll(new HashSet<>(sandboxes));
    List<Sandbox> unknown =
        sandboxes.stream().filter(sandbox -> !folders.containsKey(sandbox)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    unknown.forEach(sandbox -> folders.put(sandbox, Optional.empty()));
    CgroupWalk.over(hierarchy.root(), folder -> visit(folder, unknown));
  }

  private FileVisitResult visit(Path folder, List<Sandbox> unknown) {
    String name = String.valueOf(folder.getFileName());
    for (Sandbox sandbox : unknown) {
      Optional<Path> found = pod(folder, name, sandbox);
      if (found.isPresent()) {
        folders.put(sandbox, found);
        return FileVisitResult.SKIP_SUBTREE;
      }
    }
    return FileVisitResult.CONTINUE;
  }

  /** The pod's cgroup, if that folder is it or one of its containers'. */
  private static Optional<Path> pod(Path folder, String name, Sandbox sandbox) {
    if (name.equals("pod" + sandbox.pod())
        || (!sandbox.id().isEmpty() && PodGroups.named(name, sandbox.id()))) {
      return Optional.of(folder);
    }
    return names(name, sandbox)
        ? Optional.ofNullable(folder.getParent()).filter(CgroupSampler::ofOnePod)
        : Optional.empty();
  }

  private static boolean names(String folder, Sandbox sandbox) {
    return (sandbox.id().length() >= Ownership.SHORTEST
            && folder.contains(Ownership.key(sandbox.id())))
        || sandbox.containers().stream()
            .anyMatch(
                id -> id.length() >= Ownership.SHORTEST && folder.contains(Ownership.key(id)));
  }

  private static boolean ofOnePod(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return !name.equals("pods") && name.matches("pod.+|.*-pod.+\\.slice");
  }
}
