package dev.tare.observe;

import dev.tare.observe.SystemFiles.Text;
import dev.tare.result.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Facts as they are collected: each is known, or unknown with the reason. */
final class FactList {
  private final List<Fact> facts = new ArrayList<>();

  /** Two runs must agree on it to be compared. */
  void comparable(String name, Text text) {
    add(name, text, true);
  }

  /** It may differ between two runs that are compared. */
  void passing(String name, Text text) {
    add(name, text, false);
  }

  private void add(String name, Text text, boolean comparable) {
    facts.add(
        text.value()
            .map(value -> Fact.known(name, value, comparable))
            .orElseGet(() -> Fact.unknown(name, text.missing(), comparable)));
  }

  List<Fact> all() {
    return List.copyOf(facts);
  }

  /** The changed value, or the same reason. */
  static Text map(Text text, UnaryOperator<String> change) {
    return new Text(text.value().map(change), text.missing());
  }
}
