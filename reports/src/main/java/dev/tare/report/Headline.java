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

/** The two lines that say on what the numbers stand. */
final class Headline {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

  private Headline() {}

  /** Where and when: runtimes, node, containerd, kernel, CPUs, date. */
  static List<String> where(Run run) {
    long runtimes = run.runtimes().stream().filter(name -> !RuntimeSpec.isTwin(name)).count();
    List<String> parts = new ArrayList<>();
    parts.add(
        (runtimes == 1 ? "1 runtime" : runtimes + " runtimes")
            + run.environment().value("host.name").map(node -> " on " + node).orElse(""));
    run.environment().value("cri.runtime").ifPresent(parts::add);
    run.environment().value("kernel.release").ifPresent(release -> parts.add("kernel " + release));
    run.environment().value("cpu.online").ifPresent(online -> parts.add(cpus(online)));
    parts.add(date(run.startedAt()));
    return parts;
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
