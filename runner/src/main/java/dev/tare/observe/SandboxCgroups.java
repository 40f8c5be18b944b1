package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.Reading;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The memory cgroups of sandboxes, found in one walk over the hierarchy by the ids in folder names:
 * the pod's cgroup is the one above them. gVisor runs everything in the pod's own cgroup, which
 * carries no id: there the sentry shows it.
 *
 * <p>A parent that other pods share (containerd's {@code /k8s.io}, when the pod was given no cgroup
 * parent) is not the pod's; then the cgroups with the ids stand for it.
 */
final class SandboxCgroups {
  private static final Set<String> SHARED =
      Set.of("k8s.io", "kubepods", "burstable", "besteffort", "pods");

  /** What a pod's limits are meant for; shims and waiting programs may stand outside. */
  private static final Set<Component> INSIDE =
      Set.of(
          Component.SENTRY,
          Component.STUB,
          Component.GOFER,
          Component.VMM,
          Component.PAUSE,
          Component.WORKLOAD);

  private final Hierarchy hierarchy;
  private final ProcessTable table;
  private final Ownership owners;
  private final Map<String, List<String>> pathsByKey = new HashMap<>();

  SandboxCgroups(Path cgroupRoot, List<Sandbox> sandboxes, ProcessTable table, Ownership owners) {
    this.hierarchy = Hierarchy.ofMemory(cgroupRoot);
    this.table = table;
    this.owners = owners;
    sandboxes.forEach(
        sandbox -> Ownership.keys(sandbox).forEach(key -> pathsByKey.put(key, new ArrayList<>())));
    CgroupWalk.over(
        hierarchy.root(),
        folder -> record(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE);
  }

  /** The readings of one sandbox: the pod's cgroup, then Kata's overhead cgroup if there is one. */
  List<Reading> read(Sandbox sandbox, int level) {
    List<String> named =
        Ownership.keys(sandbox).stream().flatMap(key -> paths(key).stream()).distinct().toList();
    List<String> inner = named.stream().filter(path -> !Reading.Cgroup.kataOverhead(path)).toList();
    Optional<String> parent = parent(sandbox, inner);
    List<Reading> readings =
        new ArrayList<>(
            parent
                .filter(path -> exclusive(path, sandbox))
                .flatMap(path -> hierarchy.read(sandbox.pod(), level, path))
                .map(List::of)
                .orElseGet(() -> readAll(sandbox, level, inner)));
    if (readings.isEmpty()) {
      readings.add(blind(sandbox, parent));
    }
    List<String> overhead = named.stream().filter(Reading.Cgroup::kataOverhead).toList();
    readings.addAll(readAll(sandbox, level, overhead));
    outside(sandbox, readings).ifPresent(readings::add);
    return readings;
  }

  /**
   * A pod's cgroup that does not hold its sandbox looks wonderfully small, and its limits press on
   * nothing: then there is no such view.
   */
  private Optional<Reading> outside(Sandbox sandbox, List<Reading> readings) {
    List<String> read =
        readings.stream()
            .filter(Reading.Cgroup.class::isInstance)
            .map(reading -> ((Reading.Cgroup) reading).path())
            .toList();
    if (read.isEmpty()) {
      return Optional.empty();
    }
    List<NodeProcess> processes = owners.of(sandbox);
    Components components = new Components(sandbox, processes);
    return processes.stream()
        .filter(process -> INSIDE.contains(components.of(process)))
        .filter(process -> read.stream().noneMatch(process.cgroup()::within))
        .findFirst()
        .map(process -> misplaced(sandbox, process, read));
  }

  private static Reading misplaced(Sandbox sandbox, NodeProcess process, List<String> read) {
    return new Reading.Blind(
        "cgroup",
        "pod %s: %s (pid %d) runs in %s, outside %s; gVisor joins the last folder whose name begins with 'pod'"
            .formatted(
                sandbox.pod(),
                process.program(),
                process.pid(),
                process.cgroup().path(),
                String.join(", ", read)));
  }

  private List<Reading> readAll(Sandbox sandbox, int level, List<String> paths) {
    return paths.stream()
        .flatMap(path -> hierarchy.read(sandbox.pod(), level, path).stream())
        .toList();
  }

  private List<String> paths(String key) {
    return pathsByKey.getOrDefault(key, List.of());
  }

  private Optional<String> parent(Sandbox sandbox, List<String> inner) {
    List<String> parents =
        inner.stream().map(path -> path.substring(0, path.lastIndexOf('/'))).distinct().toList();
    if (parents.isEmpty()) {
      List<NodeProcess> processes = owners.of(sandbox);
      Components components = new Components(sandbox, processes);
      return processes.stream()
          .filter(process -> components.of(process) == Component.SENTRY)
          .map(process -> process.cgroup().path())
          .findFirst();
    }
    return parents.size() == 1 ? Optional.of(parents.getFirst()) : Optional.empty();
  }

  private boolean exclusive(String path, Sandbox sandbox) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean shared =
        name.isEmpty()
            || SHARED.contains(name)
            || (name.endsWith(".slice") && !name.contains("pod"));
    return !shared
        && table.byPid().values().stream()
            .filter(process -> process.cgroup().within(path))
            .allMatch(process -> owners.ownedBy(process, sandbox));
  }

  private Reading blind(Sandbox sandbox, Optional<String> parent) {
    return new Reading.Blind(
        "cgroup",
        parent
            .map(
                path ->
                    "pod %s has no memory cgroup of its own: %s also holds other processes; give each pod a cgroup parent of its own"
                        .formatted(sandbox.pod(), path.isEmpty() ? "/" : path))
            .orElse(
                "no memory cgroup under %s names sandbox %s of pod %s"
                    .formatted(hierarchy.root(), sandbox.id(), sandbox.pod())));
  }

  private boolean record(Path folder) {
    String name = String.valueOf(folder.getFileName());
    for (Map.Entry<String, List<String>> entry : pathsByKey.entrySet()) {
      if (name.contains(entry.getKey())) {
        entry.getValue().add("/" + hierarchy.root().relativize(folder));
        return true;
      }
    }
    return false;
  }
}
