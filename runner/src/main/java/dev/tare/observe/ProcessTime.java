package dev.tare.observe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * CPU time of a process, in nanoseconds.
 *
 * @param own of all its threads
 * @param children that it waited for
 */
record ProcessTime(long own, long children) {

  /**
   * Reads it. The scheduler's figure of each thread ({@code schedstat}) is exact and lost when the
   * thread ends; the sum in {@code stat} keeps it and cuts it to ticks. Both are at most the truth,
   * so the larger is taken.
   *
   * @param started to tell it from another process that has the pid by now
   * @return empty when the process is gone
   */
  static Optional<ProcessTime> read(Path proc, int pid, long started) {
    Path folder = proc.resolve(Integer.toString(pid));
    try {
      long exact = exact(folder.resolve("task"));
      ProcessStat stat = ProcessStat.parse(Files.readString(folder.resolve("stat")));
      return stat.startTime() != started || stat.zombie()
          ? Optional.empty()
          : Optional.of(
              new ProcessTime(
                  Math.max(exact, stat.ownTicks() * ProcessStat.TICK_NANOS),
                  stat.childrenTicks() * ProcessStat.TICK_NANOS));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Of the threads that live now; 0 where the kernel keeps no such statistics. */
  private static long exact(Path tasks) throws IOException {
    long sum = 0;
    if (!Files.isDirectory(tasks)) {
      return sum;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        sum += ofThread(thread);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return sum;
  }

  /** One thread's; 0 when it just ended. */
  static long ofThread(Path thread) {
    try {
      // Time on a CPU, time waiting for one, and how often (Documentation/scheduler/sched-stats).
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
