package dev.tare.observe;

import java.nio.file.Path;
import java.util.Collection;

/**
 * What a node still has of a pod.
 *
 * @param processes that run in its cgroup, or name one of its ids: they hold memory
 * @param cgroups of it, over all hierarchies; without processes they hold at most file pages
 */
public record PodRemains(int processes, int cgroups) {

  /**
   * Looks for them.
   *
   * @param ids of its sandbox and containers; shorter than 12 characters they name nothing
   */
  public static PodRemains read(Path proc, Path cgroupRoot, String uid, Collection<String> ids) {
    long processes =
        ProcessTable.read(proc, cgroupRoot).byPid().values().stream()
            .filter(process -> belongs(process, uid, ids))
            .count();
    return new PodRemains(Math.toIntExact(processes), new PodGroups(cgroupRoot).of(uid).size());
  }

  /** Whether nothing of it is left. */
  public boolean none() {
    return processes == 0 && cgroups == 0;
  }

  private static boolean belongs(NodeProcess process, String uid, Collection<String> ids) {
    return process.cgroup().segments().stream()
            .anyMatch(name -> PodGroups.named(name, uid) || names(name, ids))
        || (!process.terminal()
            && process.argv().stream().anyMatch(argument -> names(argument, ids)));
  }

  private static boolean names(String text, Collection<String> ids) {
    return ids.stream()
        .filter(id -> id.length() >= Ownership.SHORTEST)
        .map(Ownership::key)
        .anyMatch(text::contains);
  }
}
