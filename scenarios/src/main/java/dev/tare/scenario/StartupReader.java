package dev.tare.scenario;

import dev.tare.scenario.Arrival.Open.Spacing;
import dev.tare.scenario.yaml.Node;
import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a start-up workload: when its pods come, and what ends their measurement. */
final class StartupReader {
  static final int MOST_PODS = 500;

  private static final int MOST_PORT = 65_535;
  private static final int LONGEST_PATTERN = 200;
  private static final Pattern PATH = Pattern.compile("/[!-~]{0,199}");
  private static final Pattern SIGNAL = Pattern.compile("home-call|first-output");

  private StartupReader() {}

  static Workload read(Section section) {
    Arrival arrival = section.required("arrival", "{serial: 10}").section(StartupReader::arrival);
    Optional<Program> program = ProgramReader.read(section);
    Value value = section.value("ready");
    Ready ready = ready(value);
    if (program.isPresent() && ready instanceof Ready.HomeCall) {
      section.fail(
          "only Tare's own payload calls home",
          "say when the image is ready, such as ready: {tcp: 80} or ready: first-output");
    }
    if (program.isEmpty() && ready instanceof Ready.Asked) {
      value.fail("Tare's own payload opens no port", "name an image, or leave ready out");
    }
    return new Workload.Startup(arrival, ready, program);
  }

  private static Arrival arrival(Section section) {
    Optional<Value> kind = section.oneOf(List.of("serial", "burst", "open"));
    return switch (kind.map(Value::key).orElse("")) {
      case "open" -> kind.orElseThrow().section(StartupReader::open);
      case "burst" -> new Arrival.Burst(pods(kind));
      default -> new Arrival.Serial(pods(kind));
    };
  }

  private static int pods(Optional<Value> kind) {
    return kind.flatMap(value -> value.whole(1, MOST_PODS)).orElse(1);
  }

  private static Arrival open(Section section) {
    int rate = section.required("rate", "2/s").perMinute().orElse(60);
    Duration span =
        section
            .required("for", "30s")
            .duration(Duration.ofSeconds(1), Duration.ofHours(1))
            .orElse(Duration.ofSeconds(1));
    Arrival.Open open =
        new Arrival.Open(
            rate,
            span,
            section.value("spacing").choice(Spacing.class).orElse(Defaults.SPACING),
            section.value("together").whole(1, MOST_PODS).orElse(Defaults.TOGETHER));
    if (open.pods() > MOST_PODS) {
      section.fail(
          "%d pods arrive, and %d are the most".formatted(open.pods(), MOST_PODS),
          "lower the rate, or let them arrive for a shorter time");
    }
    return open;
  }

  /** A word, or a mapping with one key. */
  private static Ready ready(Value value) {
    if (value.entry().map(Node.Entry::value).orElse(null) instanceof Node.Mapping) {
      return value.section(StartupReader::asked);
    }
    return value
        .text(SIGNAL, "one of home-call, first-output, or a mapping such as {tcp: 80}")
        .map(word -> word.equals("home-call") ? Ready.HOME_CALL : Ready.FIRST_OUTPUT)
        .orElse(Defaults.READY);
  }

  private static Ready asked(Section section) {
    Optional<Value> kind = section.oneOf(List.of("tcp", "http", "log"));
    return switch (kind.map(Value::key).orElse("")) {
      case "tcp" -> new Ready.Tcp(kind.flatMap(port -> port.whole(1, MOST_PORT)).orElse(1));
      case "http" -> kind.orElseThrow().section(StartupReader::http);
      case "log" -> new Ready.Log(kind.flatMap(StartupReader::pattern).orElse(""));
      default -> Defaults.READY;
    };
  }

  private static Ready http(Section section) {
    return new Ready.Http(
        section.required("port", "80").whole(1, MOST_PORT).orElse(1),
        section
            .value("path")
            .text(PATH, "a path of at most 200 letters that begins with /, such as /healthz")
            .orElse("/"),
        section.value("status").whole(100, 599).orElse(Defaults.STATUS));
  }

  private static Optional<String> pattern(Value value) {
    Optional<String> text = value.text();
    text.ifPresent(
        pattern -> {
          if (pattern.isEmpty() || pattern.length() > LONGEST_PATTERN) {
            value.fail("expected a pattern of 1 to " + LONGEST_PATTERN + " letters", "");
          }
          try {
            boolean _ = Pattern.compile(pattern).matcher("").find();
          } catch (PatternSyntaxException e) {
            value.fail(
                "no regular expression: " + e.getDescription(),
                "put a backslash before letters that are meant as they are");
          }
        });
    return text;
  }
}
