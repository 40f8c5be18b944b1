package dev.tare.observe;

import dev.tare.result.CpuProcess;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What carries a virtual machine's packets in the kernel: {@code vhost-PID}, named after the
 * process that asked for it. Before Linux 6.4 it is a kernel thread, since then one of that
 * process's own threads; its cgroup is that process's in both.
 */
final class VhostThreads {
  private static final String NAME = "vhost-";

  private final Path proc;
  private final ProcessTable table;

  VhostThreads(Path proc, ProcessTable table) {
    this.proc = proc;
    this.table = table;
  }

  /** Those of that process. */
  List<CpuProcess> of(NodeProcess owner, String pod, String charged) {
    List<CpuProcess> found = new ArrayList<>();
    String name = NAME + owner.pid();
    table.byPid().values().stream()
        .filter(process -> process.argv().isEmpty() && process.comm().equals(name))
        .forEach(
            thread ->
                ProcessTime.read(proc, thread.pid(), thread.startTime())
                    .map(time -> vhost(thread.pid(), thread.startTime(), pod, charged, time.own()))
                    .ifPresent(found::add));
    found.addAll(threads(owner, pod, charged));
    return found;
  }

  private List<CpuProcess> threads(NodeProcess owner, String pod, String charged) {
    List<CpuProcess> found = new ArrayList<>();
    Path tasks = proc.resolve(owner.pid() + "/task");
    if (!Files.isDirectory(tasks)) {
      return found;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        thread(thread)
            .map(
                stat ->
                    vhost(
                        Integer.parseInt(String.valueOf(thread.getFileName())),
                        stat.startTime(),
                        pod,
                        charged,
                        Math.max(
                            ProcessTime.ofThread(thread),
                            stat.ownTicks() * ProcessStat.TICK_NANOS)))
            .ifPresent(found::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // The process is just ending.
    }
    return found;
  }

  /** Of one that is called so; empty for others and for those that just ended. */
  private static Optional<ProcessStat> thread(Path folder) {
    try {
      ProcessStat stat = ProcessStat.parse(Files.readString(folder.resolve("stat")));
      return Optional.of(stat).filter(found -> found.comm().startsWith(NAME));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static CpuProcess vhost(int pid, long started, String pod, String charged, long nanos) {
    return new CpuProcess(pid, started, pod, CpuProcess.VHOST, NAME + "thread", charged, nanos, 0);
  }
}
