package dev.tare.measure;

import dev.tare.result.Reading;
import java.util.List;
import java.util.Optional;

/**
 * One pod's memory beyond its workload under one load, in bytes.
 *
 * <p>Charged to the sandbox is what its cgroups hold (the pod's, and Kata's beside it) without file
 * pages, which the kernel takes back when it needs them: those are no overhead, whoever read them.
 * From that goes what is the workload's own:
 *
 * <ul>
 *   <li>what the load says it holds, or more where the node sees that its processes do;
 *   <li>where the node sees these processes, the memory of sockets, which are theirs then;
 *   <li>while the load stands, what its files take: at most their size, and at most the growth
 *       since before the load, for which the pod's limit has room already. In a guest no kernel
 *       outside can tell it from the rest, and a plain container's pod grows by nothing else, so
 *       there all growth may be that; a sandbox that is a program keeps files as shared memory, and
 *       only the growth of that may.
 * </ul>
 *
 * After the load a sandbox's cache of files counts as its own: the node does not get it back.
 *
 * @param peak the largest of the looks while the load stood
 * @param stays the last look afterwards
 * @param whole whether there were such looks
 */
record Beyond(double peak, double stays, boolean whole) {

  /**
   * Of the looks at one pod, in their order.
   *
   * @throws BadMeasurement when a cgroup does not tell its file pages
   */
  static Beyond of(List<Reading.UnderLoad> looks) throws BadMeasurement {
    Optional<Reading.UnderLoad> before =
        looks.stream().filter(look -> look.stage().equals("before")).findFirst();
    long peak = Long.MIN_VALUE;
    long stays = Long.MIN_VALUE;
    for (Reading.UnderLoad look : looks) {
      switch (look.stage()) {
        case "under" -> peak = Math.max(peak, beyond(look) - files(look, before));
        case "after" ->
            stays = beyond(look) - (look.workload().isPresent() ? files(look, before) : 0);
        default -> {}
      }
    }
    return new Beyond(peak, stays, peak != Long.MIN_VALUE && stays != Long.MIN_VALUE);
  }

  private static long files(Reading.UnderLoad look, Optional<Reading.UnderLoad> before)
      throws BadMeasurement {
    if (look.cached() == 0) {
      return 0;
    }
    if (before.isEmpty()) {
      throw new BadMeasurement(
          "the load %s was not looked at before it began".formatted(look.load()));
    }
    long growth =
        look.guest() || look.workload().isPresent()
            ? beyond(look) - beyond(before.get())
            : shmem(look) - shmem(before.get());
    return Math.clamp(growth, 0, look.cached());
  }

  private static long beyond(Reading.UnderLoad look) throws BadMeasurement {
    return charged(look) - Math.max(look.held(), look.workload().orElse(0L));
  }

  private static long shmem(Reading.UnderLoad look) throws BadMeasurement {
    long sum = 0;
    for (Reading.Cgroup cgroup : look.cgroups()) {
      sum += field(cgroup, cgroup.version() == 1 ? "total_shmem" : "shmem");
    }
    return sum;
  }

  private static long charged(Reading.UnderLoad look) throws BadMeasurement {
    if (look.cgroups().isEmpty()) {
      throw new BadMeasurement("no cgroup of pod " + look.pod() + " was seen");
    }
    long sum = 0;
    for (Reading.Cgroup cgroup : look.cgroups()) {
      String total = cgroup.version() == 1 ? "total_" : "";
      sum +=
          cgroup.current()
              - field(cgroup, total + "active_file")
              - field(cgroup, total + "inactive_file");
      if (look.workload().isPresent()) {
        sum -= cgroup.stat().getOrDefault("sock", 0L);
      }
    }
    return sum;
  }

  private static long field(Reading.Cgroup cgroup, String name) throws BadMeasurement {
    Long value = cgroup.stat().get(name);
    if (value == null) {
      throw new BadMeasurement("memory.stat of %s does not tell %s".formatted(cgroup.path(), name));
    }
    return value;
  }
}
