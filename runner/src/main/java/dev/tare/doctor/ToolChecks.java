package dev.tare.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is needed to build the node and the payload, and the room for it. */
final class ToolChecks {
  private static final long GIB = 1L << 30;
  private static final long ROOM = 6 * GIB;
  private static final int JAVA = 25;

  private ToolChecks() {}

  static List<Check> of(Machine machine) {
    return List.of(jdk(machine.java()), go(machine), mmdebstrap(machine), room(machine.cache()));
  }

  private static Check jdk(Machine.Java java) {
    String found = "Java " + java.version() + " in " + java.home();
    if (java.version() < JAVA) {
      return Check.missing("jdk", found, "install a JDK 25 or newer, and point JAVA_HOME at it");
    }
    return Files.isExecutable(java.home().resolve("bin/jlink"))
        ? Check.ok("jdk", found)
        : Check.warn(
            "jdk",
            found + ", without jlink",
            "install the whole JDK, not a JRE: the payload's Java is made with jlink");
  }

  private static Check go(Machine machine) {
    return machine
        .program("go", "/usr/local/go/bin", "/usr/lib/go/bin")
        .map(go -> Check.ok("go", go.toString()))
        .orElse(
            Check.warn(
                "go",
                "not found; without it gVisor is not built",
                "apt-get install golang, or put go on PATH"));
  }

  private static Check mmdebstrap(Machine machine) {
    return machine
        .program("mmdebstrap", "/usr/bin")
        .map(program -> Check.ok("mmdebstrap", program.toString()))
        .orElse(
            Check.warn(
                "mmdebstrap",
                "not found; the node's root file system is made with it",
                "apt-get install mmdebstrap, or let the node install it"));
  }

  private static Check room(Path cache) {
    Path there = cache.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      String finding = "%.1f GiB free for %s".formatted(free / (double) GIB, cache);
      return free >= ROOM
          ? Check.ok("disk", finding)
          : Check.warn(
              "disk", finding, "free at least 6 GiB, or set XDG_CACHE_HOME to a larger disk");
    } catch (IOException e) {
      return Check.warn(
          "disk",
          "cannot tell for " + cache + ": " + e.getMessage(),
          "set XDG_CACHE_HOME to a folder that can be read");
    }
  }
}
