package dev.tare.scenario;

import dev.tare.scenario.yaml.Node;
import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the entries of {@code runtimes}. */
final class RuntimeReader {

  private static final int MOST = 32;
  private static final Pattern ANNOTATION =
      Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  private RuntimeReader() {}

  /** The list as a scenario has it: {@code "*"} alone, or nothing, stands for every runtime. */
  static List<RuntimeSpec> listOrEvery(Value value) {
    List<Value> items = value.items();
    if (!value.isPresent() || (items.size() == 1 && isEvery(items.getFirst()))) {
      return List.of(RuntimeSpec.named(RuntimeSpec.EVERY));
    }
    return list(value);
  }

  /** The list as {@code runtimes.yaml} has it: each entry is one runtime. */
  static List<RuntimeSpec> single(Value value) {
    List<RuntimeSpec> runtimes = list(value);
    runtimes.stream()
        .filter(RuntimePattern::is)
        .forEach(
            pattern ->
                value.fail(
                    "\"" + pattern.name() + "\" stands for several runtimes",
                    "name each of them here, and use the pattern in the scenario"));
    return runtimes;
  }

  private static List<RuntimeSpec> list(Value value) {
    List<RuntimeSpec> runtimes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Value item : value.items()) {
      runtime(item)
          .ifPresent(
              runtime -> {
                if (!names.add(runtime.name())) {
                  item.fail(
                      "the runtime \"" + runtime.name() + "\" stands here twice",
                      "give one of them another name, and its handler");
                }
                runtimes.add(runtime);
              });
    }
    value.size(1, MOST, "runtimes");
    return runtimes;
  }

  private static boolean isEvery(Value item) {
    return item.entry().map(Node.Entry::value).orElse(null) instanceof Node.Scalar scalar
        && scalar.text().equals(RuntimeSpec.EVERY);
  }

  private static Optional<RuntimeSpec> runtime(Value item) {
    if (isEvery(item)) {
      item.fail("\"*\" stands for every runtime, so it stands alone", "remove it or the others");
      return Optional.empty();
    }
    boolean named = item.entry().map(Node.Entry::value).orElse(null) instanceof Node.Mapping;
    return named
        ? item.section(RuntimeReader::described)
        : Names.labelOrPattern(item).map(RuntimeSpec::named);
  }

  private static Optional<RuntimeSpec> described(Section section) {
    Optional<String> name = Names.labelOrPattern(section.required("name", "kata-qemu"));
    Value handlerValue = section.value("handler");
    Optional<String> handler = Names.handler(handlerValue);
    Value socketValue = section.value("cri");
    Optional<String> socket = Names.socket(socketValue);
    Map<String, String> annotations = section.value("annotations").section(RuntimeReader::words);
    Expectation expect = section.value("expect").section(RuntimeReader::expectation);
    if (name.equals(Optional.of(RuntimeSpec.DEFAULT)) && handler.isPresent()) {
      handlerValue.fail(
          "the name \"default\" means no handler at all", "remove the handler or change the name");
    }
    if (name.isPresent()) {
      stars(name.get(), handler, handlerValue, socketValue);
    }
    return name.map(
        known -> {
          String used = RuntimeSpec.named(handler.orElse(known)).handler();
          return new RuntimeSpec(known, used, socket, annotations, expect);
        });
  }

  /** A pattern has its star in the name and in the handler, and asks the target, not a socket. */
  private static void stars(
      String name, Optional<String> handler, Value handlerValue, Value socketValue) {
    boolean several = name.contains("*");
    if (handler.isPresent() && several != handler.get().contains("*")) {
      handlerValue.fail(
          several
              ? "the name stands for several runtimes, and the handler for one"
              : "the handler stands for several runtimes, and the name for one",
          "write the * in both, such as name: kata-*-equalised and handler: kata-*");
    }
    if (several && socketValue.isPresent()) {
      socketValue.failKey(
          "a pattern is looked up among what the target offers", "remove it, or name one runtime");
    }
  }

  /** Labels or annotations: words by qualified names. */
  static Map<String, String> words(Section section) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Value value : section.all()) {
      if (!ANNOTATION.matcher(value.key()).matches()) {
        value.failKey("not a qualified name", "write it like team or example.org/team");
      }
      value.text().ifPresent(text -> words.put(value.key(), text));
    }
    return words;
  }

  private static Expectation expectation(Section section) {
    return new Expectation(
        section.value("sandbox").choice(SandboxKind.class),
        Names.label(section.value("hypervisor")));
  }
}
