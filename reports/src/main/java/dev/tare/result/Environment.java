package dev.tare.result;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All that a reader needs to repeat the run, in the order in which it should be read. */
public record Environment(List<Fact> facts) {
  public Environment {
    facts = List.copyOf(facts);
  }

  /** The value of that fact, if it is known and the same everywhere. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    boolean everywhere =
        facts.stream().filter(fact -> fact.name().equals(name)).allMatch(f -> f.value() != null);
    return values.size() == 1 && everywhere ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** Its known values, each once: nodes may differ. */
  public List<String> values(String name) {
    return facts.stream()
        .filter(fact -> fact.name().equals(name))
        .map(Fact::value)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The nodes of which facts are listed apart; none when the facts are those of the whole run. */
  public List<String> nodes() {
    return facts.stream().map(Fact::node).filter(Objects::nonNull).distinct().toList();
  }

  /**
   * The facts that are not the same on every node, by their names: node to value, without those
   * nodes of which it is not known.
   */
  public Map<String, Map<String, String>> differing() {
    Map<String, Map<String, String>> differing = new LinkedHashMap<>();
    for (Fact fact : facts) {
      if (fact.node() != null && !same(fact.name())) {
        Map<String, String> values =
            differing.computeIfAbsent(fact.name(), _ -> new LinkedHashMap<>());
        if (fact.value() != null) {
          values.put(fact.node(), fact.value());
        }
      }
    }
    return differing;
  }

  /** Whether every node says the same of it, be it a value or that it is not known. */
  public boolean same(String name) {
    Set<Optional<String>> said = new LinkedHashSet<>();
    Set<String> saying = new LinkedHashSet<>();
    for (Fact fact : facts) {
      if (fact.name().equals(name) && fact.node() != null) {
        said.add(Optional.ofNullable(fact.value()));
        saying.add(fact.node());
      }
    }
    return said.isEmpty() || (said.size() == 1 && saying.size() == nodes().size());
  }
}
