package dev.tare.report;

import dev.tare.compare.Comparison;
import dev.tare.compare.StartupView.Curve;
import dev.tare.result.Run;
import dev.tare.scenario.RuntimeSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two lines that say on what the numbers stand. */
final class Headline {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

  private Headline() {}

  /** Where and when: runtimes, node, containerd, kernel, CPUs, date. */
  static List<String> where(Comparison comparison) {
    Run run = comparison.run();
    long runtimes = run.runtimes().stream().filter(name -> !RuntimeSpec.isTwin(name)).count();
    List<String> parts = new ArrayList<>();
    parts.add((runtimes == 1 ? "1 runtime" : runtimes + " runtimes") + node(comparison));
    List<String> kernels = run.environment().values("kernel.release");
    add(parts, "", run.environment().values("cri.runtime"));
    add(parts, kernels.size() > 1 ? "kernels " : "kernel ", kernels);
    add(parts, "", run.environment().values("cpu.online").stream().map(Headline::cpus).toList());
    parts.add(date(run.startedAt()));
    return parts;
  }

  private static String node(Comparison comparison) {
    int nodes = comparison.nodes().size();
    if (nodes > 1) {
      return " on %d nodes%s".formatted(nodes, comparison.blocks() ? ", a block each" : "");
    }
    return comparison.run().environment().value("host.name").map(name -> " on " + name).orElse("");
  }

  /** What is known of it, where nodes differ all of it. */
  private static void add(List<String> parts, String word, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(word + values.stream().distinct().collect(Collectors.joining(" and ")));
    }
  }

  /** How: rounds, pods, control, A/A pair. */
  static List<String> how(Comparison comparison) {
    Run run = comparison.run();
    return List.of(
        run.rounds() + (run.rounds() == 1 ? " round" : " rounds") + podsPerRound(comparison),
        "control " + run.control(),
        comparison.twin().ran() ? comparison.twin().sentence() : "no A/A pair in this run");
  }

  private static String podsPerRound(Comparison comparison) {
    return comparison.startup().stream()
        .filter(view -> view.workload().equals(comparison.table().startupWorkload()))
        .flatMap(view -> view.runtimes().stream())
        .map(Curve::counts)
        .findFirst()
        .filter(counts -> counts.total() > 0 && counts.total() % comparison.run().rounds() == 0)
        .map(counts -> " × " + counts.total() / comparison.run().rounds() + " start-up pods")
        .orElse("");
  }

  /** The kernel's list of online CPUs, {@code 0-1,4}, as a number. */
  static String cpus(String online) {
    int count = 0;
    for (String part : online.split(",", -1)) {
      var matcher = RANGE.matcher(part.strip());
      if (!matcher.matches()) {
        return "CPUs " + online;
      }
      int first = Integer.parseInt(matcher.group(1));
      String last = matcher.group(2);
      count += last == null ? 1 : Integer.parseInt(last) - first + 1;
    }
    return count == 1 ? "1 CPU" : count + " CPUs";
  }

  static String date(String iso) {
    try {
      return MINUTES.format(Instant.parse(iso));
    } catch (DateTimeParseException e) {
      return iso;
    }
  }
}
