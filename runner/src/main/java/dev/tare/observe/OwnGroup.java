package dev.tare.observe;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The cgroup of this program as the node sees it. In a cgroup namespace of its own, which
 * containers have on cgroup v2, the kernel writes all paths as seen from there
 * (cgroup_namespaces(7)): {@code /../../other}. The hierarchy itself shows where that is, by the
 * group that holds our process.
 *
 * @param path from the hierarchy's root, beginning with a slash; {@code /} for the root
 */
record OwnGroup(String path) {
  private static final String PROCESSES = "cgroup.procs";

  /**
   * Looks for it.
   *
   * @param cgroupRoot of a unified hierarchy
   * @param pid as the node's process namespace has it
   */
  static OwnGroup find(Path cgroupRoot, long pid) {
    AtomicReference<@Nullable Path> found = new AtomicReference<>();
    CgroupWalk.over(
        cgroupRoot,
        folder -> {
          if (holds(folder, pid)) {
            found.set(folder);
            return FileVisitResult.TERMINATE;
          }
          return FileVisitResult.CONTINUE;
        });
    Path own = found.get();
    return new OwnGroup(own == null ? "/" : "/" + cgroupRoot.relativize(own));
  }

  private static boolean holds(Path folder, long pid) {
    try {
      return Files.readAllLines(folder.resolve(PROCESSES)).contains(Long.toString(pid));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a path is written as from a namespace other than the node's. */
  static boolean outside(String seen) {
    return seen.equals("/..") || seen.startsWith("/../");
  }

  /** A path as the kernel wrote it for us, from the hierarchy's root. */
  String toRoot(String seen) {
    return Path.of(path + seen).normalize().toString();
  }
}
