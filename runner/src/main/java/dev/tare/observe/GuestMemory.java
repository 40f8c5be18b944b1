package dev.tare.observe;

import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the agent inside a Kata guest tells of the guest's memory, through its shim. From outside
 * the guest is one block of the hypervisor's memory; this says what the block is made of.
 */
final class GuestMemory {
  /** The name of this view. */
  static final String VIEW = "guest";

  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Of the runtime in Go and of the one in Rust, below the shim's own root. */
  private static final List<String> FOLDERS = List.of("run/vc/sbs", "run/kata");

  private static final String MEMINFO = "kata_guest_meminfo";
  private static final String TOTAL = "mem_total";

  /** No guest kernel boots with less, so that a smaller total is not in bytes. */
  private static final long SMALLEST = 32L << 20;

  /** The figures of the processes around and in the guest that are of memory, or explain it. */
  private static final Pattern KEPT =
      Pattern.compile(
          "kata_(agent|hypervisor|shim|virtiofsd)_(total_rss|total_vm|threads|fds|scrape_count|proc_status|process_resident_memory_bytes|pod_overhead_memory_in_bytes)");

  private final Path proc;
  private final Ownership owners;
  private final ShimSocket shim = new ShimSocket(LIMIT);

  GuestMemory(Path proc, Ownership owners) {
    this.proc = proc;
    this.owners = owners;
  }

  /**
   * The reading of a Kata sandbox or why there is none; nothing for sandboxes of other runtimes.
   */
  Optional<Reading> read(Sandbox sandbox, int level) {
    return owners.of(sandbox).stream()
        .filter(Components::kataShim)
        .findFirst()
        .map(process -> read(sandbox, level, process.pid()));
  }

  private Reading read(Sandbox sandbox, int level, int pid) {
    // The shim may live in a mount namespace of its own, as on Tare's node.
    Path root = proc.resolve(pid + "/root");
    Optional<Path> socket =
        FOLDERS.stream()
            .map(folder -> root.resolve(folder).resolve(sandbox.id()).resolve("shim-monitor.sock"))
            .filter(Files::exists)
            .findFirst();
    if (socket.isEmpty()) {
      return blind(
          sandbox,
          "its shim has no shim-monitor.sock below /run/vc/sbs or /run/kata: Kata before 2.0 had"
              + " none, and a remote or rootless one keeps it elsewhere");
    }
    try {
      return reading(sandbox, level, PrometheusText.parse(shim.metrics(socket.get())));
    } catch (IOException e) {
      return blind(sandbox, "its shim cannot be asked for metrics: " + e.getMessage());
    }
  }

  private static Reading reading(Sandbox sandbox, int level, PrometheusText text) {
    Map<String, Long> meminfo = new TreeMap<>();
    Map<String, Double> figures = new TreeMap<>();
    for (PrometheusText.Line line : text.lines()) {
      String item = line.labels().getOrDefault("item", "");
      if (line.name().equals(MEMINFO) && !item.isEmpty()) {
        meminfo.put(item, Math.round(line.value()));
      } else if (KEPT.matcher(line.name()).matches()) {
        figures.put(line.name() + (item.isEmpty() ? "" : "." + item), line.value());
      }
    }
    Long total = meminfo.get(TOTAL);
    if (total == null) {
      return blind(sandbox, "its shim answers, but without " + MEMINFO + ": the agent did not");
    }
    if (total < SMALLEST) {
      return blind(
          sandbox,
          "%s says %s is %d, which are no bytes of a guest".formatted(MEMINFO, TOTAL, total));
    }
    return new Reading.Guest(sandbox.pod(), level, meminfo, figures);
  }

  private static Reading.Blind blind(Sandbox sandbox, String reason) {
    return new Reading.Blind(VIEW, "pod " + sandbox.pod() + ": " + reason);
  }
}
