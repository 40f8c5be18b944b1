package dev.tare.result;

import java.util.List;
import java.util.Optional;

/** All that a reader needs to repeat the run, in the order in which it should be read. */
public record Environment(List<Fact> facts) {
  public Environment {
    facts = List.copyOf(facts);
  }

  /** The value of that fact, if it is known. */
  public Optional<String> value(String name) {
    return facts.stream()
        .filter(fact -> fact.name().equals(name))
        .findFirst()
        .flatMap(fact -> Optional.ofNullable(fact.value()));
  }
}
