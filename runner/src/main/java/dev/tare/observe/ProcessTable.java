package dev.tare.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All processes of a node, from one pass over {@code /proc}.
 *
 * @param byPid every process that was there during the pass
 * @param denied pids that are there but may not be looked at
 */
record ProcessTable(Map<Integer, NodeProcess> byPid, List<Integer> denied) {
  /** No process has this start time. */
  static final long GONE = -1;

  ProcessTable {
    byPid = Map.copyOf(byPid);
    denied = List.copyOf(denied);
  }

  /**
   * Reads it.
   *
   * @param cgroupRoot where the paths of cgroups begin
   */
  static ProcessTable read(Path proc, Path cgroupRoot) {
    return read(proc, cgroupRoot, ProcessHandle.current().pid());
  }

  /** The same for a program of that process id. */
  static ProcessTable read(Path proc, Path cgroupRoot, long own) {
    ProcessTable seen = pass(proc);
    boolean namespaced =
        seen.byPid.values().stream().anyMatch(process -> OwnGroup.outside(process.cgroup().path()));
    if (!namespaced) {
      return seen;
    }
    OwnGroup group = OwnGroup.find(cgroupRoot, own);
    Map<Integer, NodeProcess> found = new HashMap<>();
    seen.byPid.forEach((pid, process) -> found.put(pid, process.seenFrom(group)));
    return new ProcessTable(found, seen.denied);
  }

  private static ProcessTable pass(Path proc) {
    Map<Integer, NodeProcess> found = new HashMap<>();
    List<Integer> denied = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (Path folder : folders) {
        int pid = Integer.parseInt(String.valueOf(folder.getFileName()));
        try {
          found.put(pid, one(folder, pid));
        } catch (AccessDeniedException e) {
          denied.add(pid);
        } catch (IOException e) {
          if (Files.isReadable(folder.resolve("stat")) && startTime(proc, pid) != GONE) {
            denied.add(pid);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the processes under " + proc, e);
    }
    return new ProcessTable(found, denied);
  }

  private static NodeProcess one(Path folder, int pid) throws IOException {
    ProcessStat stat = ProcessStat.parse(Files.readString(folder.resolve("stat")));
    Path commandLine = folder.resolve("cmdline");
    String arguments = Files.exists(commandLine) ? Files.readString(commandLine) : "";
    return new NodeProcess(
        pid,
        stat.parent(),
        stat.startTime(),
        stat.terminal(),
        stat.comm(),
        arguments.isEmpty()
            ? List.of()
            : Arrays.asList(arguments.replaceFirst("\0$", "").split("\0", -1)),
        CgroupPath.parse(Files.readString(folder.resolve("cgroup"))));
  }

  /** When the process that has this pid now was started; {@link #GONE} if there is none. */
  static long startTime(Path proc, int pid) {
    try {
      ProcessStat stat = ProcessStat.parse(Files.readString(proc.resolve(pid + "/stat")));
      return stat.zombie() ? GONE : stat.startTime();
    } catch (IOException e) {
      return GONE;
    }
  }
}
