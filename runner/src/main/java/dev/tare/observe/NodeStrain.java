package dev.tare.observe;

import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How near a node is to suffering, from a handful of small files: {@code meminfo}, {@code
 * pressure/memory} (Linux 4.20, absent where pressure is switched off), and the number of tasks
 * with the kernel's bounds of it.
 */
final class NodeStrain {
  private final Path proc;
  private final CgroupSampler cgroups;

  NodeStrain(Path proc, CgroupSampler cgroups) {
    this.proc = proc;
    this.cgroups = cgroups;
  }

  /** A blind view where the kernel does not tell its available memory. */
  Reading read(List<Sandbox> sandboxes) {
    Optional<Map<String, Long>> meminfo = text("meminfo").map(KernelTable::parse);
    if (!meminfo.map(Map::keySet).filter(names -> names.contains("MemAvailable")).isPresent()) {
      return new Reading.Blind("node", proc.resolve("meminfo") + " does not tell MemAvailable");
    }
    Map<String, Long> memory = meminfo.get();
    Optional<String> pressure = text("pressure/memory");
    Optional<CgroupSampler.Charge> charge = cgroups.sum(sandboxes);
    return new Reading.Strain(
        sandboxes.size(),
        memory.getOrDefault("MemAvailable", 0L),
        memory.getOrDefault("MemTotal", 0L),
        memory.getOrDefault("SwapTotal", 0L) - memory.getOrDefault("SwapFree", 0L),
        pressure.flatMap(text -> average(text, "some")),
        pressure.flatMap(text -> average(text, "full")),
        text("loadavg").flatMap(NodeStrain::tasks),
        Stream.of("sys/kernel/pid_max", "sys/kernel/threads-max")
            .flatMap(file -> text(file).flatMap(NodeStrain::number).stream())
            .min(Long::compare),
        charge.map(CgroupSampler.Charge::current),
        charge.map(CgroupSampler.Charge::workingSet));
  }

  /** Of the line that begins with that word the average over ten seconds, in percent. */
  private static Optional<Double> average(String pressure, String line) {
    String start = line + " avg10=";
    return pressure
        .lines()
        .filter(text -> text.startsWith(start))
        .map(text -> text.substring(start.length()).split(" ", 2)[0])
        .filter(number -> number.matches("\\d{1,3}(\\.\\d{1,6})?"))
        .map(Double::valueOf)
        .findFirst();
  }

  /** The fourth field of {@code loadavg} is {@code running/all}. */
  private static Optional<Long> tasks(String loadavg) {
    String[] words = loadavg.split(" ", -1);
    return words.length > 3 && words[3].contains("/")
        ? number(words[3].split("/", 2)[1])
        : Optional.empty();
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private Optional<String> text(String file) {
    try {
      return Optional.of(SystemFiles.whole(proc.resolve(file)).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
