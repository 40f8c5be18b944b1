package dev.tare.observe;

import java.nio.file.Path;
import java.util.List;

/**
 * One process as {@code /proc} showed it.
 *
 * @param startTime ticks since boot; with the pid it names one process for ever
 * @param terminal whether it has a controlling terminal, as only a person's commands do
 * @param argv empty for gVisor's stubs and for zombies
 */
record NodeProcess(
    int pid,
    int parent,
    long startTime,
    boolean terminal,
    String comm,
    List<String> argv,
    CgroupPath cgroup) {
  NodeProcess {
    argv = List.copyOf(argv);
  }

  /** The same, whose cgroup was written as seen from that one. */
  NodeProcess seenFrom(OwnGroup own) {
    return new NodeProcess(
        pid,
        parent,
        startTime,
        terminal,
        comm,
        argv,
        new CgroupPath(cgroup.version(), own.toRoot(cgroup.path())));
  }

  /** The program's name without its folder; {@code comm} when there is no command line. */
  String program() {
    if (argv.isEmpty()) {
      return comm;
    }
    Path name = Path.of(argv.getFirst()).getFileName();
    return name == null ? comm : name.toString();
  }
}
