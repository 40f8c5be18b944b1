package dev.tare.observe;

import static dev.tare.observe.FactList.map;

import dev.tare.observe.SystemFiles.Text;
import java.util.List;
import java.util.Optional;

/** What passes on a node: read before a run and once more after it, to show what went on beside. */
final class HostState {
  private static final String CPU = "/sys/devices/system/cpu/";

  /** Of the first line of {@code /proc/stat}, after its name: user, nice, system, idle, … */
  private static final int STEAL = 8;

  private final SystemFiles files;

  HostState(SystemFiles files) {
    this.files = files;
  }

  void read(FactList facts) {
    facts.passing("host.name", files.text("/proc/sys/kernel/hostname"));
    facts.passing("host.boot_id", files.text("/proc/sys/kernel/random/boot_id"));
    facts.passing(
        "host.uptime_seconds",
        map(files.text("/proc/uptime"), text -> text.replaceFirst(" .*", "")));
    facts.passing("host.load", files.text("/proc/loadavg"));
    for (String resource : List.of("cpu", "memory", "io")) {
      facts.passing(
          "host.pressure." + resource,
          map(files.text("/proc/pressure/" + resource), text -> text.replace("\n", "; ")));
    }
    Text ticks = map(files.text("/proc/stat"), text -> text.lines().findFirst().orElse(""));
    facts.passing("host.cpu_ticks", ticks);
    facts.passing("host.steal_ticks", steal(ticks));
    facts.passing("host.thermal_throttles", throttles());
    facts.passing("host.memory_available", files.field("/proc/meminfo", "MemAvailable"));
  }

  private static Text steal(Text ticks) {
    if (ticks.value().isEmpty()) {
      return ticks;
    }
    String[] parts = ticks.value().get().split("\\s+", -1);
    return parts.length > STEAL
        ? new Text(Optional.of(parts[STEAL]), "")
        : new Text(Optional.empty(), "/proc/stat has no column for stolen time");
  }

  /** How often any core was slowed down for its heat since boot, over all cores. */
  private Text throttles() {
    long sum = 0;
    boolean any = false;
    for (String cpu : files.names(CPU)) {
      Optional<String> count =
          files.text(CPU + cpu + "/thermal_throttle/core_throttle_count").value();
      if (cpu.matches("cpu\\d+") && count.filter(text -> text.matches("\\d+")).isPresent()) {
        sum += Long.parseLong(count.get());
        any = true;
      }
    }
    return any
        ? new Text(Optional.of(Long.toString(sum)), "")
        : new Text(Optional.empty(), CPU + "cpu0/thermal_throttle is not there");
  }
}
