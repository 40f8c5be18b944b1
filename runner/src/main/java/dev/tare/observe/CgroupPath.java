package dev.tare.observe;

import java.util.Arrays;
import java.util.List;

/**
 * Where a process's memory is charged.
 *
 * @param version 1 or 2
 * @param path below the hierarchy's root, beginning with a slash; empty when nothing charges it
 */
record CgroupPath(int version, String path) {

  /**
   * Reads {@code /proc/<pid>/cgroup}: a line per hierarchy, {@code id:controllers:path}. On a
   * hybrid host memory belongs to the v1 hierarchy that names it, and the v2 line says nothing of
   * it.
   */
  static CgroupPath parse(String text) {
    CgroupPath unified = new CgroupPath(2, "");
    for (String line : text.lines().toList()) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && Arrays.asList(parts[1].split(",", -1)).contains("memory")) {
        return new CgroupPath(1, parts[2]);
      }
      if (parts.length == 3 && parts[0].equals("0")) {
        unified = new CgroupPath(2, parts[2]);
      }
    }
    return unified;
  }

  /** The path in the v1 hierarchy of that controller; empty when there is none. */
  static String ofController(String text, String controller) {
    return text.lines()
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .filter(parts -> Arrays.asList(parts[1].split(",", -1)).contains(controller))
        .map(parts -> parts[2])
        .findFirst()
        .orElse("");
  }

  /** The folders from the root downwards. */
  List<String> segments() {
    return Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }

  /** Whether this is that cgroup or lies below it. */
  boolean within(String other) {
    return path.equals(other) || path.startsWith(other + "/");
  }
}
