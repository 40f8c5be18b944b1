package dev.tare.target.pods;

import dev.tare.scenario.Pod;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pod really got: from what it printed about itself, and from the limits of its cgroup on
 * the node, which hold for it whether it can see them or not.
 */
final class PodTerms {
  /** Limits above this are the kernel's way to say that there is none. */
  private static final long NO_LIMIT = 1L << 60;

  private static final Map<String, String> AS_SEEN =
      Map.of(
          "seccomp", "security.seccomp",
          "visible cpus", "cpu.visible",
          "cpuset", "cgroup.cpuset",
          "capabilities", "security.cap_eff",
          "no new privileges", "security.no_new_privs",
          "memory seen", "memory.total",
          "swap seen", "memory.swap");

  private PodTerms() {}

  /**
   * @param inside what the pod printed about itself
   * @param shape the limits that its cgroup on the node carries
   * @param overhead that is declared for the sandbox: a sandbox whose pod shows its limit with it
   *     gives the workload the limit without it
   * @param held whether that cgroup holds all that computes for it
   */
  static Map<String, String> of(
      Map<String, String> inside, Pod shape, Overhead overhead, boolean held) {
    Map<String, String> terms = new TreeMap<>();
    AS_SEEN.forEach((term, key) -> copy(inside, key, term, terms));
    cpus(inside, shape, held)
        .ifPresent(
            millis ->
                terms.put(
                    "cpus", cpus(without(millis, overhead.cpuMillis(), shape.cpu() * 1000L))));
    memory(inside, shape, held)
        .ifPresent(
            bytes ->
                terms.put(
                    "memory", (without(bytes, overhead.memory(), shape.memory()) >> 20) + " MiB"));
    return terms;
  }

  private static void copy(
      Map<String, String> inside, String key, String term, Map<String, String> terms) {
    String value = inside.get(key);
    if (value != null) {
      terms.put(term, value);
    }
  }

  /** In thousandths of a CPU: the least of what is visible and of every quota. */
  private static OptionalLong cpus(Map<String, String> inside, Pod shape, boolean held) {
    OptionalLong visible = number(inside.get("cpu.visible"));
    OptionalLong least =
        visible.isPresent() ? OptionalLong.of(visible.getAsLong() * 1000) : visible;
    long quota = number(inside.get("cgroup.cpu_quota")).orElse(-1);
    long period = number(inside.get("cgroup.cpu_period")).orElse(0);
    if (inside.getOrDefault("cgroup.cpu_max", "").matches("\\d+ \\d+")) {
      String[] both = inside.getOrDefault("cgroup.cpu_max", "").split(" ", -1);
      quota = Long.parseLong(both[0]);
      period = Long.parseLong(both[1]);
    }
    if (quota > 0 && period > 0) {
      least = least(least, quota * 1000 / period);
    }
    return held ? least(least, shape.cpu() * 1000L) : least;
  }

  private static OptionalLong memory(Map<String, String> inside, Pod shape, boolean held) {
    OptionalLong least = OptionalLong.empty();
    for (String key : new String[] {"cgroup.memory_limit", "cgroup.memory_max"}) {
      OptionalLong limit = number(inside.get(key));
      if (limit.isPresent() && limit.getAsLong() < NO_LIMIT) {
        least = least(least, limit.getAsLong());
      }
    }
    String total = inside.getOrDefault("memory.total", "").replace(" kB", "");
    OptionalLong kibibytes = number(total);
    if (kibibytes.isPresent()) {
      least = least(least, kibibytes.getAsLong() << 10);
    }
    return held ? least(least, shape.memory()) : least;
  }

  /** The workload's part of a limit that includes the overhead; any other limit stays as seen. */
  private static long without(long seen, long overhead, long limit) {
    return seen == limit + overhead ? limit : seen;
  }

  private static OptionalLong least(OptionalLong so, long other) {
    return OptionalLong.of(Math.min(so.orElse(Long.MAX_VALUE), other));
  }

  private static OptionalLong number(@Nullable String text) {
    return text != null && text.strip().matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text.strip()))
        : OptionalLong.empty();
  }

  private static String cpus(long millis) {
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : millis / 1000.0 + "";
  }
}
