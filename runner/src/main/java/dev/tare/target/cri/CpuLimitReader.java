package dev.tare.target.cri;

import dev.tare.result.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code cpu.stat} of a pod's cgroup and of those below it: each may carry the limit. */
public final class CpuLimitReader {
  private CpuLimitReader() {}

  /** The group that was stopped most often; empty when none has a limit. */
  public static Optional<Reading.CpuLimit> read(String pod, List<Path> folders) {
    return folders.stream()
        .flatMap(CpuLimitReader::below)
        .map(folder -> of(pod, folder.resolve("cpu.stat")))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(Reading.CpuLimit::throttled));
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isDirectory).toList().stream();
    } catch (IOException | UncheckedIOException e) {
      // A container's group went while we looked; the pod's own carries the same limit.
      return Stream.of(folder);
    }
  }

  private static Optional<Reading.CpuLimit> of(String pod, Path stat) {
    Map<String, Long> values = new HashMap<>();
    try {
      for (String line : Files.readAllLines(stat)) {
        String[] words = line.split(" ", 2);
        values.put(words[0], Long.parseLong(words[1]));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    // Version 1 counts nanoseconds, version 2 microseconds.
    long nanos =
        values.getOrDefault("throttled_time", 1_000 * values.getOrDefault("throttled_usec", 0L));
    return values.containsKey("nr_periods")
        ? Optional.of(
            new Reading.CpuLimit(
                pod,
                values.getOrDefault("nr_periods", 0L),
                values.getOrDefault("nr_throttled", 0L),
                nanos))
        : Optional.empty();
  }
}
