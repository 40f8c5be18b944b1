package dev.tare.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which sandbox each process serves. Evidence in this order: an id in the path of its memory
 * cgroup, an id in its command line, the sandbox of its parent. A process is counted for one
 * sandbox only; one whose command line names several is counted for none and reported.
 *
 * <p>A command with a controlling terminal is a person looking at the sandbox ({@code crictl
 * exec}), not a part of it. Anything else that names an id is counted, also a program never heard
 * of: a hypervisor that is left out would be the worse mistake.
 */
final class Ownership {
  /**
   * Ids are compared by their first 32 characters, 128 bits: Kata cuts Firecracker's id there,
   * because the path of its socket would become too long.
   */
  private static final int SIGNIFICANT = 32;

  static final int SHORTEST = 12;

  private final Map<String, Sandbox> byKey = new HashMap<>();
  private final ProcessTable table;
  private final Map<Integer, Optional<Sandbox>> owners = new HashMap<>();
  private final List<NodeProcess> ambiguous = new ArrayList<>();

  Ownership(List<Sandbox> sandboxes, ProcessTable table) {
    this.table = table;
    for (Sandbox sandbox : sandboxes) {
      for (String key : keys(sandbox)) {
        byKey.put(key, sandbox);
      }
    }
    table.byPid().keySet().forEach(pid -> owner(pid, new HashSet<>()));
  }

  /** The strings that name this sandbox in paths and command lines; blank container ids do not. */
  static List<String> keys(Sandbox sandbox) {
    if (sandbox.id().length() < SHORTEST) {
      throw new IllegalArgumentException(
          "sandbox id '%s' of pod %s is too short to be told from other text"
              .formatted(sandbox.id(), sandbox.pod()));
    }
    List<String> keys = new ArrayList<>(List.of(key(sandbox.id())));
    sandbox.containers().stream()
        .filter(id -> id.length() >= SHORTEST)
        .forEach(id -> keys.add(key(id)));
    return keys;
  }

  static String key(String id) {
    return id.substring(0, Math.min(SIGNIFICANT, id.length()));
  }

  /** Its processes, in the order of their pids. */
  List<NodeProcess> of(Sandbox sandbox) {
    return table.byPid().values().stream()
        .filter(process -> ownedBy(process, sandbox))
        .sorted((a, b) -> Integer.compare(a.pid(), b.pid()))
        .toList();
  }

  boolean ownedBy(NodeProcess process, Sandbox sandbox) {
    return owners.getOrDefault(process.pid(), Optional.empty()).filter(sandbox::equals).isPresent();
  }

  /** Processes whose command line names more than one sandbox. */
  List<NodeProcess> ambiguous() {
    return List.copyOf(ambiguous);
  }

  private Optional<Sandbox> owner(int pid, Set<Integer> path) {
    Optional<Sandbox> known = owners.get(pid);
    if (known != null) {
      return known;
    }
    NodeProcess process = table.byPid().get(pid);
    // A parent that ended and whose pid was given anew during the pass could close a circle.
    if (process == null || !path.add(pid)) {
      return Optional.empty();
    }
    Optional<Sandbox> owner =
        byCgroup(process).or(() -> byCommandLine(process)).or(() -> owner(process.parent(), path));
    owners.put(pid, owner);
    return owner;
  }

  private Optional<Sandbox> byCgroup(NodeProcess process) {
    return process.cgroup().segments().reversed().stream()
        .flatMap(segment -> named(segment).stream())
        .findFirst();
  }

  private Optional<Sandbox> byCommandLine(NodeProcess process) {
    if (process.terminal()) {
      return Optional.empty();
    }
    Set<Sandbox> named = new HashSet<>();
    process.argv().forEach(argument -> named.addAll(named(argument)));
    if (named.size() > 1) {
      ambiguous.add(process);
      return Optional.empty();
    }
    return named.stream().findFirst();
  }

  private Set<Sandbox> named(String text) {
    Set<Sandbox> named = new HashSet<>();
    byKey.forEach(
        (key, sandbox) -> {
          if (text.contains(key)) {
            named.add(sandbox);
          }
        });
    return named;
  }
}
