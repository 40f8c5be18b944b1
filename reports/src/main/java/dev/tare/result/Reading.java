package dev.tare.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One observation of a node. Sizes are in bytes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reading.ProcessTree.class, name = "process-tree"),
  @JsonSubTypes.Type(value = Reading.Cgroup.class, name = "cgroup"),
  @JsonSubTypes.Type(value = Reading.Node.class, name = "node"),
  @JsonSubTypes.Type(value = Reading.RuntimeStats.class, name = "runtime-stats"),
  @JsonSubTypes.Type(value = Reading.Guest.class, name = "guest"),
  @JsonSubTypes.Type(value = Reading.CpuLimit.class, name = "cpu-limit"),
  @JsonSubTypes.Type(value = Reading.UnderLoad.class, name = "under-load"),
  @JsonSubTypes.Type(value = Reading.FirstPod.class, name = "first-pod"),
  @JsonSubTypes.Type(value = Reading.GuestBoot.class, name = "guest-boot"),
  @JsonSubTypes.Type(value = Reading.Harness.class, name = "harness"),
  @JsonSubTypes.Type(value = Reading.CpuTimes.class, name = "cpu-times"),
  @JsonSubTypes.Type(value = Reading.OwnCost.class, name = "own-cost"),
  @JsonSubTypes.Type(value = Reading.Strain.class, name = "strain"),
  @JsonSubTypes.Type(value = Reading.Density.class, name = "density"),
  @JsonSubTypes.Type(value = Reading.Brackets.class, name = "brackets"),
  @JsonSubTypes.Type(value = Reading.FileStore.class, name = "file-store"),
  @JsonSubTypes.Type(value = Reading.Blind.class, name = "blind")
})
public sealed interface Reading {

  /** Those of one kind, in their order. */
  static <T extends Reading> Stream<T> all(List<Reading> readings, Class<T> kind) {
    return readings.stream().filter(kind::isInstance).map(kind::cast);
  }

  /**
   * Every process that serves one sandbox.
   *
   * @param level number of pods that stood on the node
   */
  record ProcessTree(String pod, int level, List<ProcessMemory> processes) implements Reading {
    public ProcessTree {
      processes = List.copyOf(processes);
    }
  }

  /**
   * A memory cgroup of one sandbox.
   *
   * @param path below the hierarchy's root
   * @param version 1 or 2
   * @param current {@code memory.usage_in_bytes} or {@code memory.current}
   * @param stat {@code memory.stat}, whole, and {@code oom_kill}: how many processes in it or below
   *     it the kernel killed for want of memory
   */
  record Cgroup(
      String pod, int level, String path, int version, long current, Map<String, Long> stat)
      implements Reading {
    public Cgroup {
      stat = Map.copyOf(stat);
    }

    /**
     * Whether that path is of the cgroup in which Kata keeps a sandbox's shim and hypervisor when
     * they are outside the pod's.
     */
    public static boolean kataOverhead(String path) {
      return path.contains("/kata_overhead/") || path.contains("/kata-overhead.slice/");
    }
  }

  /**
   * The node's memory.
   *
   * @param meminfo {@code /proc/meminfo}, whole, in bytes
   */
  record Node(int level, Map<String, Long> meminfo) implements Reading {
    public Node {
      meminfo = Map.copyOf(meminfo);
    }
  }

  /**
   * What the runtime itself answers when it is asked for a sandbox's memory: what the kubelet, and
   * so {@code kubectl top}, would show of it.
   */
  record RuntimeStats(String pod, int level, long usage, long workingSet) implements Reading {}

  /**
   * What the agent inside a virtual machine tells of it.
   *
   * @param meminfo the guest's {@code /proc/meminfo} by the agent's names of its fields, in bytes
   * @param figures of the agent, the shim, the hypervisor and the file server, as they were told
   */
  record Guest(String pod, int level, Map<String, Long> meminfo, Map<String, Double> figures)
      implements Reading {
    public Guest {
      meminfo = Map.copyOf(meminfo);
      figures = Map.copyOf(figures);
    }
  }

  /**
   * How often a pod's CPU limit stopped it, over the pod's life: {@code cpu.stat} of its cgroup.
   *
   * @param periods of the limit in which the pod had work
   * @param throttled those in which it was stopped
   */
  record CpuLimit(String pod, long periods, long throttled, long throttledNanos)
      implements Reading {}

  /**
   * One look at a pod that runs a load, while the load stayed as it is.
   *
   * @param load the label of a {@link dev.tare.scenario.Load}, in lower case
   * @param stage {@code before}, {@code under}, {@code after}, or {@code failed}
   * @param held anonymous bytes that the load says it has
   * @param cached bytes of files that the load says it wrote and read
   * @param kills how many processes the pod's kernel killed for want of memory, as the pod sees it
   * @param guest whether a virtual machine monitor serves the pod
   * @param workload anonymous and shared memory of the workload's own processes (PSS); empty where
   *     the node does not see them
   * @param cgroups the pod's, and Kata's beside it
   */
  record UnderLoad(
      String pod,
      String load,
      String stage,
      long held,
      long cached,
      long kills,
      boolean guest,
      Optional<Long> workload,
      List<Cgroup> cgroups)
      implements Reading {
    public UnderLoad {
      cgroups = List.copyOf(cgroups);
    }
  }

  /**
   * The first pod of a runtime since its node's start: no trial's, but the one whose receipt was
   * taken before all of them.
   */
  record FirstPod(String pod, List<Mark> marks) implements Reading {

    /** The view that is blind where nobody knows what ran before. */
    public static final String VIEW = "cold start-up";

    public FirstPod {
      marks = List.copyOf(marks);
    }
  }

  /**
   * What Tare itself used while the pods of a burst, or of an open arrival, were started, or while
   * a level of idle pods stood and was looked at each second: what it takes is not there for the
   * pods where both share a machine.
   *
   * @param cpuNanos of all its threads, in the kernel's ticks of usually 10 ms
   * @param wallNanos of a burst from before the first request until the last pod had answered or
   *     given up
   */
  record Harness(long cpuNanos, long wallNanos) implements Reading {}

  /**
   * CPU time used so far, as one look at a node showed it: only the difference of two looks says
   * something.
   *
   * @param stage of the workload at which it was looked, such as {@code tx-before}
   * @param nanos when the node's line was read, on the node's monotonic clock
   * @param wallFrom when reading the numbers began, on the node's wall clock, ns since 1970
   * @param wallTo when it ended
   * @param node the first line of {@code /proc/stat} by the names in proc_stat(5), in ns; the
   *     kernel counts it in ticks of 10 ms, and many kernels by what ran when the tick came
   * @param groups of the pods, and of the runtime's daemon, whose pod is empty
   * @param processes of the pods outside of these, daemons, the observer, and what serves a virtual
   *     machine's network in the kernel
   */
  record CpuTimes(
      String stage,
      long nanos,
      long wallFrom,
      long wallTo,
      Map<String, Long> node,
      List<CpuGroup> groups,
      List<CpuProcess> processes)
      implements Reading {
    public CpuTimes {
      node = Map.copyOf(node);
      groups = List.copyOf(groups);
      processes = List.copyOf(processes);
    }

    /** The same without the node's line, where that is of more than this node. */
    public CpuTimes withoutNode() {
      return new CpuTimes(stage, nanos, wallFrom, wallTo, Map.of(), groups, processes);
    }

    /**
     * What those of its processes took since an earlier look, with the programs that they ran;
     * empty when there is none. One that the earlier look lacks was started in between.
     */
    public OptionalLong since(CpuTimes before, Predicate<CpuProcess> which) {
      List<CpuProcess> now = processes.stream().filter(which).toList();
      long sum = now.stream().mapToLong(process -> process.nanos() + process.childrenNanos()).sum();
      for (CpuProcess then : before.processes) {
        if (now.stream().anyMatch(then::isSame)) {
          sum -= then.nanos() + then.childrenNanos();
        }
      }
      // The exact figure of a thread is lost with it, and a tick may then be missing.
      return now.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Math.max(0, sum));
    }

    /** The same look, at that stage. */
    public CpuTimes at(String where) {
      return new CpuTimes(where, nanos, wallFrom, wallTo, node, groups, processes);
    }
  }

  /**
   * Every measured iteration of a suite by two clocks.
   *
   * @param errorNanos by how much a length of time by the node's clock was off at most, as seen in
   *     the short pauses between iterations: its stamps are late by what the node's load makes it
   * @param unchecked why nobody can say how long iterations took by the node's clock; empty when it
   *     is known
   */
  record Brackets(String pod, long errorNanos, String unchecked, List<Bracket> iterations)
      implements Reading {
    public Brackets {
      iterations = List.copyOf(iterations);
    }
  }

  /**
   * How near a node is to suffering: what is cheap enough to be read each second.
   *
   * @param level number of pods that stood
   * @param available {@code MemAvailable}
   * @param total {@code MemTotal}
   * @param swapUsed {@code SwapTotal} less {@code SwapFree}
   * @param memorySome percent of the last ten seconds in which some task waited for memory ({@code
   *     /proc/pressure/memory}); empty where the kernel does not tell
   * @param memoryFull the same of all tasks at once
   * @param tasks threads on the node
   * @param tasksMost how many its kernel allows
   * @param charged what the pods' own cgroups are charged for together; empty where one is not seen
   * @param workingSet that less inactive file pages
   */
  record Strain(
      int level,
      long available,
      long total,
      long swapUsed,
      Optional<Double> memorySome,
      Optional<Double> memoryFull,
      Optional<Long> tasks,
      Optional<Long> tasksMost,
      Optional<Long> charged,
      Optional<Long> workingSet)
      implements Reading {

    /** The same with so many pods. */
    public Strain at(int pods) {
      return new Strain(
          pods,
          available,
          total,
          swapUsed,
          memorySome,
          memoryFull,
          tasks,
          tasksMost,
          charged,
          workingSet);
    }
  }

  /**
   * What Tare itself used during a whole trial, warm-ups and removal included.
   *
   * @param cpuNanos of the harness's threads, in the kernel's ticks of usually 10 ms
   * @param wallNanos that the trial took
   * @param observerNanos of the node's observer, where it is another process; empty where nobody
   *     sees it
   * @param runtimeNanos of the node's container runtimes (containerd, CRI-O) and their short-lived
   *     programs; Tare asks them, so part of it is for Tare and most for the pods
   */
  record OwnCost(
      long cpuNanos, long wallNanos, Optional<Long> observerNanos, Optional<Long> runtimeNanos)
      implements Reading {}

  /**
   * What the kernel of a pod's own virtual machine says of its beginning, on its own clock.
   *
   * @param bootNanos from its first moment until it started its first process, by its log
   * @param uptimeNanos from its first moment until just before the pod called home, in steps of 10
   *     ms
   */
  record GuestBoot(String pod, long bootNanos, long uptimeNanos) implements Reading {}

  /**
   * How far a ramp of pods came.
   *
   * @param lastGood the highest level at which every pod stood and the node was well; 0 when none
   *     was
   * @param firstBad with how many pods something gave out; empty when nothing did before the cap
   * @param words of whoever stopped it, with its numbers
   */
  record Density(int lastGood, Optional<Integer> firstBad, GaveOut gaveOut, String words)
      implements Reading {}

  /**
   * One iteration, from the line that began it to the line that ended it.
   *
   * @param benchmark its id
   * @param podNanos by the pod's own monotonic clock
   * @param nodeNanos by the stamps that the node gave both lines
   */
  record Bracket(String benchmark, long podNanos, long nodeNanos) {}

  /**
   * Where a suite's files were, and what the node's disks saw of them.
   *
   * @param mount the mount point, {@code type} of its file system and its {@code options}, as the
   *     pod is told them
   * @param cache how the blocks were moved: {@code buffered}
   * @param syncs how many the pod asked for
   * @param diskWrites writes and flushes that the busiest of the node's disks finished meanwhile,
   *     whoever asked for them; empty when nobody saw them
   */
  record FileStore(
      String pod,
      String mount,
      String type,
      String options,
      String cache,
      long syncs,
      Optional<Long> diskWrites)
      implements Reading {

    /**
     * Whether the syncs reached a disk. Each needs at least one write of its own there; half as
     * many leave room for what the two counts have not in common. Empty when nobody can say.
     */
    public Optional<Boolean> durable() {
      return syncs == 0 ? Optional.empty() : diskWrites.map(writes -> writes >= syncs / 2.0);
    }
  }

  /** A view that cannot see, with its reason: never a number. */
  record Blind(String view, String reason) implements Reading {}
}
