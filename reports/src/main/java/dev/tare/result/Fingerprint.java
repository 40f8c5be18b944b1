package dev.tare.result;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two runs must share before their numbers are compared, as one short text. */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * SHA-256, in lower-case hexadecimal, over the UTF-8 of a canonical text: the comparable facts
   * sorted by name, a line each, {@code name=value}, or {@code name} alone when the value is
   * unknown. The reason for not knowing is left out. Backslashes and line ends are escaped, so that
   * no value can pass for another fact.
   *
   * <p>Nodes enter by what they are, not by name or number: nodes with equal facts are one class. A
   * run on one class has the text of a run on one node of it. The facts of several classes follow
   * those of the whole run, each class's behind a line {@code \node}, the classes sorted.
   */
  public static String of(Environment environment) {
    SortedSet<String> classes = new TreeSet<>();
    for (String node : environment.nodes()) {
      classes.add(text(environment.facts(), fact -> node.equals(fact.node())));
    }
    String text =
        classes.size() < 2
            ? text(environment.facts(), ofOne(environment.nodes()))
            : Stream.concat(
                    Stream.of(text(environment.facts(), fact -> fact.node() == null)),
                    classes.stream().map(lines -> "\\node\n" + lines))
                .collect(Collectors.joining());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The facts of the whole run with those of the first node, which is like all others. */
  private static Predicate<Fact> ofOne(List<String> nodes) {
    String first = nodes.stream().findFirst().orElse(null);
    return fact -> fact.node() == null || Objects.equals(fact.node(), first);
  }

  private static String text(List<Fact> facts, Predicate<Fact> which) {
    return facts.stream()
        .filter(Fact::comparable)
        .filter(which)
        .sorted(Comparator.comparing(Fact::name))
        .map(Fingerprint::line)
        .collect(Collectors.joining());
  }

  private static String line(Fact fact) {
    String value = fact.value();
    return value == null ? fact.name() + "\n" : fact.name() + "=" + escaped(value) + "\n";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
