package dev.tare.observe;

import dev.tare.result.Component;
import dev.tare.result.CpuGroup;
import dev.tare.result.CpuProcess;
import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * One look at the CPU time of a node and of some sandboxes. What is to be read is found first, so
 * that the numbers themselves are of one moment, to within a few milliseconds.
 */
final class CpuLook {
  static final String VIEW = "cpu";

  private final Path proc;
  private final ProcessTable table;
  private final CpuHierarchy hierarchy;
  private final Map<NodeProcess, String> charged = new HashMap<>();

  /** A cgroup to be read, of a pod or of the runtime's daemon. */
  private record Group(String pod, String path) {}

  /** A process to be read. */
  private record Member(NodeProcess process, String pod, String part) {}

  private final List<Group> groups = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final List<Member> machines = new ArrayList<>();
  private final List<Reading> blind = new ArrayList<>();

  private CpuLook(Path proc, Path cgroupRoot) {
    this.proc = proc;
    this.table = ProcessTable.read(proc, cgroupRoot);
    this.hierarchy = CpuHierarchy.of(cgroupRoot);
  }

  /** The look, and why a sandbox is not in it. */
  static List<Reading> at(Path proc, Path cgroupRoot, List<Sandbox> sandboxes) {
    CpuLook look = new CpuLook(proc, cgroupRoot);
    List<NodeProcess> all = new ArrayList<>();
    if (!sandboxes.isEmpty()) {
      Ownership owners = new Ownership(sandboxes, look.table);
      SandboxCgroups cgroups = new SandboxCgroups(cgroupRoot, sandboxes, look.table, owners);
      for (Sandbox sandbox : sandboxes) {
        all.addAll(owners.of(sandbox));
        look.find(sandbox, owners.of(sandbox), cgroups.read(sandbox, sandboxes.size()));
      }
    }
    look.findDaemons(all);
    List<Reading> readings = new ArrayList<>();
    readings.add(look.read());
    readings.addAll(look.blind);
    return readings;
  }

  private String charged(NodeProcess process) {
    return charged.computeIfAbsent(process, any -> hierarchy.charged(proc, any));
  }

  private void find(Sandbox sandbox, List<NodeProcess> processes, List<Reading> cgroups) {
    if (!table.denied().isEmpty()) {
      blind.add(
          blind(
              "pod %s: %d processes of the node may not be looked at"
                  .formatted(sandbox.pod(), table.denied().size())));
      return;
    }
    boolean any = cgroups.stream().anyMatch(Reading.Cgroup.class::isInstance);
    for (Reading reading : cgroups) {
      if (reading instanceof Reading.Cgroup cgroup) {
        groups.add(new Group(sandbox.pod(), cgroup.path()));
      } else if (reading instanceof Reading.Blind reason && !any) {
        // Beside a group that was read it is of processes outside, which are read by themselves.
        blind.add(blind(reason.reason()));
      }
    }
    Components components = new Components(sandbox, processes);
    for (NodeProcess process : processes) {
      Component component = components.of(process);
      if (component == Component.VMM) {
        machines.add(new Member(process, sandbox.pod(), component.label()));
      }
      if (groupOf(process, sandbox.pod()).isEmpty()) {
        members.add(new Member(process, sandbox.pod(), component.label()));
      }
    }
  }

  private static Reading blind(String reason) {
    return new Reading.Blind(VIEW, reason);
  }

  /** The daemons, and their cgroup where nothing else is charged to it. */
  private void findDaemons(List<NodeProcess> sandboxes) {
    Daemons daemons = Daemons.of(table, sandboxes, this::charged);
    daemons.runtimes().forEach(daemon -> members.add(new Member(daemon, "", CpuProcess.RUNTIME)));
    daemons.kubelets().forEach(daemon -> members.add(new Member(daemon, "", CpuProcess.KUBELET)));
    NodeProcess own = table.byPid().get((int) ProcessHandle.current().pid());
    if (own != null) {
      members.add(new Member(own, "", CpuProcess.OBSERVER));
    }
    TreeSet<String> paths = new TreeSet<>();
    daemons.runtimes().forEach(daemon -> paths.add(charged(daemon)));
    paths.stream()
        .filter(path -> Daemons.exclusive(path, table, this::charged))
        .forEach(path -> groups.add(new Group("", path)));
  }

  /** The group of that pod that is charged for the process; empty when none is. */
  private String groupOf(NodeProcess process, String pod) {
    CgroupPath path = new CgroupPath(hierarchy.version(), charged(process));
    return groups.stream()
        .filter(group -> group.pod().equals(pod) && path.within(group.path()))
        .map(Group::path)
        .findFirst()
        .orElse("");
  }

  private Reading read() {
    Instant from = Instant.now();
    long nanos = System.nanoTime();
    Map<String, Long> node = nodeLine();
    List<CpuGroup> usages = new ArrayList<>();
    for (Group group : groups) {
      OptionalLong usage = hierarchy.nanos(group.path());
      if (usage.isPresent()) {
        usages.add(new CpuGroup(group.pod(), group.path(), hierarchy.version(), usage.getAsLong()));
      } else if (!group.pod().isEmpty()) {
        blind.add(blind("no CPU time of %s under %s".formatted(group.path(), hierarchy.root())));
      }
    }
    List<CpuProcess> processes = new ArrayList<>();
    members.forEach(member -> time(member).ifPresent(processes::add));
    VhostThreads vhost = new VhostThreads(proc, table);
    machines.forEach(
        machine ->
            processes.addAll(
                vhost.of(
                    machine.process(), machine.pod(), groupOf(machine.process(), machine.pod()))));
    return new Reading.CpuTimes(
        "", nanos, wall(from), wall(Instant.now()), node, usages, processes);
  }

  private Optional<CpuProcess> time(Member member) {
    NodeProcess process = member.process();
    return ProcessTime.read(proc, process.pid(), process.startTime())
        .map(
            time ->
                new CpuProcess(
                    process.pid(),
                    process.startTime(),
                    member.pod(),
                    member.part(),
                    process.program(),
                    groupOf(process, ""),
                    time.own(),
                    time.children()));
  }

  private static long wall(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L), moment.getNano());
  }

  /** The fields of proc_stat(5) in their order; guests' time is in user and nice already. */
  private static final List<String> FIELDS =
      List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

  private Map<String, Long> nodeLine() {
    try {
      return nodeLine(Files.readString(proc.resolve("stat")));
    } catch (IOException e) {
      blind.add(blind("the node's CPU time cannot be read: " + e.getMessage()));
      return Map.of();
    }
  }

  /** The first line of {@code /proc/stat}, in nanoseconds. */
  static Map<String, Long> nodeLine(String text) {
    Map<String, Long> node = new LinkedHashMap<>();
    String[] words = text.lines().findFirst().orElse("").trim().split(" +", -1);
    for (int i = 0; i < FIELDS.size() && i + 1 < words.length; i++) {
      node.put(FIELDS.get(i), Long.parseLong(words[i + 1]) * ProcessStat.TICK_NANOS);
    }
    return node;
  }
}
