package dev.tare.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** One observation of a node. Sizes are in bytes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reading.ProcessTree.class, name = "process-tree"),
  @JsonSubTypes.Type(value = Reading.Cgroup.class, name = "cgroup"),
  @JsonSubTypes.Type(value = Reading.Node.class, name = "node"),
  @JsonSubTypes.Type(value = Reading.RuntimeStats.class, name = "runtime-stats"),
  @JsonSubTypes.Type(value = Reading.CpuLimit.class, name = "cpu-limit"),
  @JsonSubTypes.Type(value = Reading.Blind.class, name = "blind")
})
public sealed interface Reading {

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
   * @param stat {@code memory.stat}, whole
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
   * How often a pod's CPU limit stopped it, over the pod's life: {@code cpu.stat} of its cgroup.
   *
   * @param periods of the limit in which the pod had work
   * @param throttled those in which it was stopped
   */
  record CpuLimit(String pod, long periods, long throttled, long throttledNanos)
      implements Reading {}

  /** A view that cannot see, with its reason: never a number. */
  record Blind(String view, String reason) implements Reading {}
}
