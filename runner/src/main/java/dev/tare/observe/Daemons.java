package dev.tare.observe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The node's daemons that serve pods. A machine may have several containerds: where a sandbox's
 * shim shares its cgroup with one of them, that one started it, and the others are left out.
 */
record Daemons(List<NodeProcess> runtimes, List<NodeProcess> kubelets) {
  private static final Set<String> RUNTIMES = Set.of("containerd", "crio");

  static Daemons of(
      ProcessTable table, List<NodeProcess> sandboxes, Function<NodeProcess, String> charged) {
    Set<String> ours = new HashSet<>();
    sandboxes.stream().filter(Components::shim).map(charged).forEach(ours::add);
    Predicate<NodeProcess> near = process -> ours.contains(charged.apply(process));
    return new Daemons(
        nearest(table, process -> RUNTIMES.contains(process.program()), near),
        nearest(table, Daemons::kubelet, near));
  }

  private static List<NodeProcess> nearest(
      ProcessTable table, Predicate<NodeProcess> daemon, Predicate<NodeProcess> near) {
    List<NodeProcess> all = table.byPid().values().stream().filter(daemon).toList();
    List<NodeProcess> chosen = all.stream().filter(near).toList();
    return chosen.isEmpty() ? all : chosen;
  }

  /** Also as a command of a program that holds all of Kubernetes. */
  static boolean kubelet(NodeProcess process) {
    return process.program().equals("kubelet")
        || (process.program().startsWith("kube")
            && process.argv().size() > 1
            && process.argv().get(1).equals("kubelet"));
  }

  /**
   * Whether nothing else stands in that group: what is charged to it is then the daemon, shims, and
   * what they ran, and it holds the time of programs that have ended. The root's group is
   * everybody's.
   */
  static boolean exclusive(
      String group, ProcessTable table, Function<NodeProcess, String> charged) {
    return group.length() > 1
        && table.byPid().values().stream()
            .filter(process -> charged.apply(process).equals(group))
            .allMatch(process -> serves(process, table));
  }

  private static boolean serves(NodeProcess process, ProcessTable table) {
    NodeProcess above = process;
    for (int depth = 0; above != null && depth < table.byPid().size(); depth++) {
      if (RUNTIMES.contains(above.program()) || Components.shim(above) || kubelet(above)) {
        return true;
      }
      above = table.byPid().get(above.parent());
    }
    return false;
  }
}
