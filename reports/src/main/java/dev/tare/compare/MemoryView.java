package dev.tare.compare;

import dev.tare.result.Component;
import java.util.List;

/**
 * Memory of one case in three views. All figures are bytes per pod unless their names say
 * otherwise.
 *
 * @param runtimes in the order of the scenario, without the A/A twin
 */
public record MemoryView(String workload, List<Footprint> runtimes) {
  public MemoryView {
    runtimes = List.copyOf(runtimes);
  }

  /**
   * How many pods stood together when the processes were read, {@code 3}, or {@code 1–3} where
   * runtimes came to different levels; empty when nothing was read.
   */
  public String pods() {
    List<String> levels =
        runtimes.stream()
            .map(Footprint::level)
            .filter(level -> level > 0)
            .distinct()
            .sorted()
            .map(level -> "" + level)
            .toList();
    if (levels.isEmpty()) {
      return "";
    }
    return levels.size() == 1 ? levels.getFirst() : levels.getFirst() + "–" + levels.getLast();
  }

  /**
   * One runtime.
   *
   * @param level the highest number of pods that stood together; the breakdown is taken there
   * @param components mean per pod, the largest first
   * @param pssPerPod the process view; median over rounds
   * @param outsidePodPerPod the part of it that the pod's cgroup does not hold
   * @param cgroupPerPod the cgroup view
   * @param nodeSlopePerPod the node view: what one more pod takes from MemAvailable
   * @param nodeInterceptBytes what the first pods take once: templates, pools, shared daemons
   */
  public record Footprint(
      String runtime,
      int level,
      List<Part> components,
      Figure pssPerPod,
      Figure outsidePodPerPod,
      Figure cgroupPerPod,
      Figure nodeSlopePerPod,
      Figure nodeInterceptBytes,
      Reconciliation reconciliation,
      List<CannotSee> cannotSee) {
    public Footprint {
      components = List.copyOf(components);
      cannotSee = List.copyOf(cannotSee);
    }

    /**
     * How many pods the process view was read at, {@code 3 pods together}, since PSS shares out
     * file pages among them; empty when nothing was read.
     */
    public String together() {
      return level == 0 ? "" : level == 1 ? "1 pod alone" : level + " pods together";
    }
  }

  /**
   * What one kind of process holds for one pod, in bytes: {@code pss} is {@code anon + file +
   * shmem}; huge pages come on top.
   */
  public record Part(
      Component component, double pss, double anon, double file, double shmem, double hugetlb) {}

  /**
   * How the views agree, in bytes per pod.
   *
   * @param kernelParts growth of PageTables, SecPageTables, Slab and Percpu per pod, where meminfo
   *     has them
   * @param unexplained node slope less kernel parts, what no process maps, and the anonymous,
   *     shared and huge pages of processes; absent when a view is
   * @param sentence the same in words
   */
  public record Reconciliation(List<KernelPart> kernelParts, Figure unexplained, String sentence) {
    public Reconciliation {
      kernelParts = List.copyOf(kernelParts);
    }
  }

  /** Memory of the kernel, named as in {@code /proc/meminfo}. */
  public record KernelPart(String name, double bytesPerPod) {}

  /** A view that could not see, and why. */
  public record CannotSee(String view, String reason) {}
}
