package dev.tare.scenario;

import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a {@code command}: its program, perhaps a server, and how its output is understood. */
final class CommandReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");
  private static final int LONGEST_PATTERN = 500;
  private static final int LONGEST_READY = 200;
  private static final int MOST_METRICS = 32;
  private static final Program NONE = new Program("", List.of());

  private CommandReader() {}

  static Workload read(Section section) {
    Value _ = section.required("image", "tools");
    Program program = ProgramReader.read(section).orElse(NONE);
    Value serverValue = section.value("server");
    Optional<CommandServer> server =
        serverValue.isPresent()
            ? Optional.of(serverValue.section(inner -> server(inner, program)))
            : Optional.empty();
    boolean named =
        program.command().stream().anyMatch(word -> word.contains(CommandServer.PLACEHOLDER));
    if (named && server.isEmpty()) {
      section.value("command").fail("{server} stands here, and there is no server", "add server:");
    }
    if (!named && server.isPresent() && !program.command().isEmpty()) {
      section
          .value("command")
          .fail("the command does not say where the server's address goes", "write {server} there");
    }
    Optional<Parser> parser = section.required("parser", "fio").choice(Parser.class);
    Duration takes =
        section
            .value("takes")
            .duration(Duration.ofSeconds(1), Duration.ofHours(24))
            .orElse(Defaults.TAKES);
    return new Workload.Command(
        program, server, parser.orElse(Parser.JSON), metrics(section, parser), takes);
  }

  private static CommandServer server(Section section, Program client) {
    Optional<Program> own = ProgramReader.read(section, client.image());
    Optional<String> ready =
        section
            .value("ready")
            .text(Pattern.compile(".{1," + LONGEST_READY + "}"), "a part of one line of output");
    OptionalInt port =
        section.value("port").whole(1, 65_535).map(OptionalInt::of).orElseGet(OptionalInt::empty);
    boolean both = section.value("ready").isPresent() && section.value("port").isPresent();
    boolean none = !section.value("ready").isPresent() && !section.value("port").isPresent();
    if (both || none) {
      section.fail(
          both ? "ready and port stand together" : "nothing says when the server is ready",
          both ? "keep one of them" : "add port: 8080, or ready: with a text that it prints then");
    }
    return new CommandServer(own.orElse(NONE), ready, port);
  }

  private static List<StatedMetric> metrics(Section section, Optional<Parser> parser) {
    Value value = section.value("metrics");
    if (parser.isEmpty()) {
      return List.of();
    }
    if (!parser.get().isStated()) {
      if (value.isPresent()) {
        value.failKey("this parser knows its metrics", "leave them out, or use json or regex");
      }
      return List.of();
    }
    if (!value.isPresent()) {
      section.fail(
          "\"metrics\" is missing",
          parser.get() == Parser.JSON
              ? "for example metrics: [{name: scan, pointer: /scan/seconds, unit: s, better:"
                  + " lower}]"
              : "for example metrics: [{name: scan, pattern: 'scan: (\\S+) s', unit: s, better:"
                  + " lower}]");
    }
    List<StatedMetric> metrics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Value item : value.items()) {
      item.section(inner -> metric(inner, parser.get(), names)).ifPresent(metrics::add);
    }
    value.size(1, MOST_METRICS, "metrics");
    return metrics;
  }

  private static Optional<StatedMetric> metric(Section section, Parser parser, Set<String> names) {
    Value nameValue = section.required("name", "scan");
    Optional<String> name = nameValue.text(NAME, "a name of a-z, 0-9 and _, such as scan_time");
    name.filter(it -> !names.add(it))
        .ifPresent(_ -> nameValue.fail("the metric stands here twice", ""));
    Optional<String> at =
        parser == Parser.JSON
            ? section
                .required("pointer", "/scan/seconds")
                .text(POINTER, "a JSON pointer such as /results/0/time")
            : pattern(section.required("pattern", "'scan: (\\S+) s'"));
    Optional<StatedUnit> unit =
        section.required("unit", "ms").oneOf(StatedUnit.texts()).flatMap(StatedUnit::of);
    Optional<StatedMetric.Better> better =
        section.required("better", "lower").choice(StatedMetric.Better.class);
    return name.flatMap(
        it ->
            at.flatMap(
                where ->
                    unit.flatMap(in -> better.map(way -> new StatedMetric(it, where, in, way)))));
  }

  private static Optional<String> pattern(Value value) {
    Optional<String> text = value.text();
    if (text.isEmpty()) {
      return text;
    }
    try {
      int groups = Pattern.compile(text.get()).matcher("").groupCount();
      if (groups != 1 || text.get().length() > LONGEST_PATTERN) {
        value.fail(
            groups != 1
                ? "expected one group, which is the number, found " + groups
                : "more than " + LONGEST_PATTERN + " letters",
            groups != 1 ? "write (?:…) for groups that are none" : "");
        return Optional.empty();
      }
      return text;
    } catch (PatternSyntaxException e) {
      value.fail("no regular expression of Java's: " + e.getDescription(), "");
      return Optional.empty();
    }
  }
}
