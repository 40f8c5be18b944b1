package dev.tare.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where files are written to.
 *
 * @param folder in which they are
 * @param mount the mount point above it
 * @param type of its file system
 * @param options of mount and file system, without the folders of layers below
 */
record Mount(String folder, String mount, String type, String options) {
  /** gVisor puts a file system in memory onto an empty {@code /tmp}, so that one comes last. */
  private static final List<String> FOLDERS = List.of("/var/tmp", "/tmp");

  private static final int LONGEST = 200;

  /**
   * A folder of the root file system that can be written to; {@code /dev/shm} would be memory.
   *
   * @throws IllegalStateException when there is none
   */
  static String writable() {
    return FOLDERS.stream()
        .filter(folder -> Files.isWritable(Path.of(folder)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no folder of the root file system can be written to: tried "
                        + String.join(" and ", FOLDERS)));
  }

  /** What this program is told of the folder's mount. */
  static Mount of(String folder) throws IOException {
    return of(folder, Files.readAllLines(Path.of("/proc/self/mountinfo")));
  }

  /**
   * From the lines of {@code mountinfo}, as proc(5) describes them: of the mount points above the
   * folder the longest, and of several mounts there the last.
   */
  static Mount of(String folder, List<String> mountinfo) {
    Mount best = new Mount(folder, "", "unknown", "");
    for (String line : mountinfo) {
      Mount mount = parse(folder, line);
      if (mount != null && mount.mount.length() >= best.mount.length()) {
        best = mount;
      }
    }
    return best;
  }

  private static @Nullable Mount parse(String folder, String line) {
    String[] halves = line.split(" - ", 2);
    String[] mount = halves[0].split(" ", -1);
    String[] system = halves[halves.length - 1].split(" ", -1);
    if (halves.length < 2 || mount.length < 6 || system.length < 3) {
      return null;
    }
    String point = mount[4];
    boolean above = point.equals("/") || folder.equals(point) || folder.startsWith(point + "/");
    return above ? new Mount(folder, point, system[0], options(mount[5] + "," + system[2])) : null;
  }

  private static String options(String all) {
    String kept =
        Arrays.stream(all.split(",", -1))
            .filter(option -> !option.matches("(lower|upper|work)dir.*"))
            .distinct()
            .collect(Collectors.joining(","));
    return kept.substring(0, Math.min(LONGEST, kept.length()));
  }
}
