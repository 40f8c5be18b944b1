package dev.tare.measure;

import dev.tare.result.CpuGroup;
import dev.tare.result.CpuProcess;
import dev.tare.result.Reading;
import dev.tare.result.TrialResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * CPU time between two looks at one node, in nanoseconds. A cgroup or process that the first look
 * did not have was made in between, so that all of its time is of the window.
 */
record CpuWindow(Reading.CpuTimes before, Reading.CpuTimes after) {
  /** What keeps a CPU from being idle; steal is another machine's, and a guest's is in user. */
  private static final List<String> BUSY = List.of("user", "nice", "system", "irq", "softirq");

  /** A look cuts each figure of a process to a tick of 10 ms. */
  static final double TICK = 1e7;

  /** The two looks around a stage of the workload; empty when one is missing. */
  static Optional<CpuWindow> of(TrialResult result, String stage) {
    return between(result, stage + "-before", stage + "-after");
  }

  /** The same between any two looks. */
  static Optional<CpuWindow> between(TrialResult result, String from, String to) {
    return look(result, from)
        .flatMap(before -> look(result, to).map(after -> new CpuWindow(before, after)))
        .filter(window -> window.nanos() > 0);
  }

  /**
   * This window with those daemons alone that the other one has as well: a look without sandboxes
   * cannot tell which of a machine's daemons serves them, and has them all.
   */
  CpuWindow withDaemonsOf(CpuWindow other) {
    List<CpuGroup> groups =
        after.groups().stream()
            .filter(group -> !group.pod().isEmpty() || find(other.after, group).isPresent())
            .toList();
    List<CpuProcess> processes =
        after.processes().stream()
            .filter(
                process ->
                    !process.pod().isEmpty()
                        || other.after.processes().stream().anyMatch(process::isSame))
            .toList();
    return new CpuWindow(
        before,
        new Reading.CpuTimes(
            after.stage(),
            after.nanos(),
            after.wallFrom(),
            after.wallTo(),
            after.node(),
            groups,
            processes));
  }

  private static Optional<Reading.CpuTimes> look(TrialResult result, String stage) {
    return Reading.all(result.readings(), Reading.CpuTimes.class)
        .filter(times -> times.stage().equals(stage))
        .findFirst();
  }

  /** Its length. */
  double nanos() {
    return after.nanos() - before.nanos();
  }

  /** That the node's CPUs were not idle; empty where nobody sees the node. */
  OptionalDouble busy() {
    return BUSY.stream().allMatch(this::tells)
        ? OptionalDouble.of(BUSY.stream().mapToDouble(this::node).sum())
        : OptionalDouble.empty();
  }

  private static boolean seen(Reading.CpuTimes look, String field) {
    return look.node().containsKey(field);
  }

  /** Whether the node's line has that field in both looks. */
  boolean tells(String field) {
    return seen(before, field) && seen(after, field);
  }

  /** One field of the node's line. */
  long node(String field) {
    return after.node().getOrDefault(field, 0L) - before.node().getOrDefault(field, 0L);
  }

  /** Whether all of that pod's cgroups were read. */
  boolean sees(String pod) {
    return after.groups().stream().anyMatch(group -> group.pod().equals(pod));
  }

  /**
   * Whether all of them were read at both ends, as of a pod that stood before: what the first look
   * lacks would otherwise count from its making.
   */
  boolean stands(String pod) {
    return sees(pod)
        && after.groups().stream()
            .filter(group -> group.pod().equals(pod))
            .allMatch(group -> find(before, group).isPresent());
  }

  /** Of the pod's cgroups. */
  double group(String pod) {
    return groups(group -> group.pod().equals(pod));
  }

  private double groups(Predicate<CpuGroup> which) {
    return after.groups().stream()
        .filter(which)
        .mapToDouble(group -> group.nanos() - find(before, group).map(CpuGroup::nanos).orElse(0L))
        .sum();
  }

  private static Optional<CpuGroup> find(Reading.CpuTimes look, CpuGroup wanted) {
    return look.groups().stream()
        .filter(group -> group.pod().equals(wanted.pod()) && group.path().equals(wanted.path()))
        .findFirst();
  }

  /** Of the pod's processes that none of its cgroups is charged for, and of what they ran. */
  double outside(String pod) {
    return processes(process -> isOutside(process, pod));
  }

  /** At most this much of it is missing or too much. */
  double outsideError(String pod) {
    // Own and children's time, each cut at both looks.
    return 4 * TICK * after.processes().stream().filter(p -> isOutside(p, pod)).count();
  }

  private static boolean isOutside(CpuProcess process, String pod) {
    return process.pod().equals(pod) && !process.part().equals(CpuProcess.VHOST);
  }

  /** What carried the packets of virtual machines in the kernel; empty where there is none. */
  OptionalDouble vhost(Set<String> pods) {
    return after.processes().stream().anyMatch(process -> isVhost(process, pods))
        ? OptionalDouble.of(processes(process -> isVhost(process, pods)))
        : OptionalDouble.empty();
  }

  private static boolean isVhost(CpuProcess process, Set<String> pods) {
    return process.part().equals(CpuProcess.VHOST) && pods.contains(process.pod());
  }

  /**
   * Of the runtime's daemon and of what it ran: where it has a cgroup of its own in both looks, all
   * that was charged to that but the pods' own processes, pods' cgroups below it, and the kubelet.
   */
  OptionalDouble runtime() {
    List<String> own =
        after.groups().stream()
            .filter(group -> group.pod().isEmpty() && find(before, group).isPresent())
            .map(CpuGroup::path)
            .toList();
    if (own.isEmpty()) {
      return part(CpuProcess.RUNTIME);
    }
    double all = groups(group -> group.pod().isEmpty() && own.contains(group.path()));
    double below =
        groups(
            group ->
                !group.pod().isEmpty()
                    && own.stream().anyMatch(path -> group.path().startsWith(path + "/")));
    double others =
        processes(p -> own.contains(p.charged()) && !p.part().equals(CpuProcess.RUNTIME));
    return OptionalDouble.of(Math.max(0, all - below - others));
  }

  /** Of the node's processes of that part; empty where none is seen. */
  OptionalDouble part(String part) {
    OptionalLong nanos = after.since(before, process -> process.part().equals(part));
    return nanos.isPresent()
        ? OptionalDouble.of((double) nanos.getAsLong())
        : OptionalDouble.empty();
  }

  private double processes(Predicate<CpuProcess> which) {
    return (double) after.since(before, which).orElse(0);
  }
}
