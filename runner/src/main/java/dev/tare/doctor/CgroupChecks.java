package dev.tare.doctor;

import dev.tare.observe.SystemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How memory and processors are charged, and whether the node may make groups of its own. */
final class CgroupChecks {
  private static final String ROOT = "/sys/fs/cgroup";

  private CgroupChecks() {}

  static List<Check> of(Machine machine) {
    SystemFiles files = machine.files();
    Optional<String> unified = files.text(ROOT + "/cgroup.controllers").value();
    boolean first = Files.isDirectory(machine.at(ROOT + "/memory"));
    return List.of(
        version(unified, first),
        writable(machine.at(unified.isPresent() || !first ? ROOT : ROOT + "/memory")),
        own(files));
  }

  private static Check version(Optional<String> unified, boolean first) {
    if (unified.isPresent()) {
      return Arrays.asList(unified.get().split("\\s+", -1)).contains("memory")
          ? Check.ok("cgroup", "version 2 with " + unified.get())
          : Check.missing(
              "cgroup",
              "version 2 without the memory controller (" + unified.get() + ")",
              "boot with cgroup_enable=memory, or delegate the controller to this container");
    }
    return first
        ? Check.warn(
            "cgroup",
            "version 1; crun is not offered, because on version 1 it deletes /bin of the node when"
                + " a sandbox stops",
            "boot with systemd.unified_cgroup_hierarchy=1 for version 2")
        : Check.missing(
            "cgroup",
            "no memory controller under " + ROOT,
            "mount cgroups, or boot with cgroup_enable=memory");
  }

  private static Check writable(Path folder) {
    return Files.isWritable(folder)
        ? Check.ok("cgroup-write", folder + " can be written")
        : Check.missing(
            "cgroup-write",
            folder + " cannot be written: pods get no cgroup",
            "run as root, and give a container its own cgroup namespace, mounted for writing");
  }

  /** A limit above this program would also press on the node and all its pods. */
  private static Check own(SystemFiles files) {
    String cgroups = files.text("/proc/self/cgroup").or("");
    String path =
        cgroups
            .lines()
            .map(line -> line.split(":", 3))
            .filter(parts -> parts.length == 3)
            .filter(
                parts ->
                    Arrays.asList(parts[1].split(",", -1)).contains("memory")
                        || parts[0].equals("0"))
            .map(parts -> parts[2])
            .findFirst()
            .orElse("");
    if (path.isEmpty()) {
      return Check.warn(
          "own-cgroup",
          "cannot tell: /proc/self/cgroup names no memory cgroup",
          "mount /proc and cgroups");
    }
    return limit(files, path)
        .map(
            limit ->
                Check.warn(
                    "own-cgroup",
                    "runs in " + path + ", limited to " + limit + " bytes",
                    "start it from a group without a memory limit, or raise the limit: the harness"
                        + " would be reclaimed while it measures"))
        .orElse(Check.ok("own-cgroup", "runs in " + path + ", without a memory limit of its own"));
  }

  private static Optional<String> limit(SystemFiles files, String path) {
    Optional<String> second = files.text(ROOT + path + "/memory.max").value();
    Optional<String> first = files.text(ROOT + "/memory" + path + "/memory.limit_in_bytes").value();
    // Version 1 has no word for "none": it shows the largest number of whole pages.
    return second.or(() -> first).filter(limit -> limit.matches("\\d{1,18}"));
  }
}
