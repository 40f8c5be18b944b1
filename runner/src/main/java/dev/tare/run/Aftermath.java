package dev.tare.run;

import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What passes on the nodes, read once more when the last trial is done, beside what was read before
 * the first: load, pressure, stolen time. What must not change and did is a note.
 *
 * @param environment the one before, and these facts, named {@code after.…}
 */
record Aftermath(Environment environment, List<String> notes) {
  private static final String STATE = "host.";
  private static final List<String> LASTING = List.of("host.name", "host.boot_id");

  Aftermath {
    notes = List.copyOf(notes);
  }

  /** Looks at the target again. */
  static Aftermath of(Environment before, Target target) {
    try {
      return of(before, target.probe());
    } catch (TargetException e) {
      return unseen(before, "the nodes could not be read after the run: " + e.getMessage());
    }
  }

  static Aftermath of(Environment before, Environment after) {
    List<Fact> facts = new ArrayList<>(before.facts());
    List<String> notes = new ArrayList<>();
    for (Fact fact : after.facts()) {
      if (passes(fact)) {
        facts.add(renamed(fact));
      }
      same(before, fact)
          .filter(old -> fact.comparable() || fact.name().equals("host.boot_id"))
          .filter(old -> !Objects.equals(old.value(), fact.value()) && !redacted(old))
          .ifPresent(old -> notes.add(changed(old, fact)));
    }
    return new Aftermath(new Environment(facts), notes);
  }

  /** Where nobody could look after the run: each of the facts is unknown. */
  static Aftermath unseen(Environment before, String because) {
    List<Fact> facts = new ArrayList<>(before.facts());
    before.facts().stream()
        .filter(Aftermath::passes)
        .map(fact -> renamed(new Fact(fact.name(), null, because, false, fact.node())))
        .forEach(facts::add);
    return new Aftermath(new Environment(facts), List.of());
  }

  /** What was taken out of it cannot be compared, and must not come back in a note. */
  private static boolean redacted(Fact old) {
    String value = old.value();
    return value != null && value.contains(Redaction.INSTEAD);
  }

  private static boolean passes(Fact fact) {
    return fact.name().startsWith(STATE) && !LASTING.contains(fact.name());
  }

  private static Fact renamed(Fact fact) {
    return new Fact(
        "after." + fact.name(), fact.value(), fact.unknownBecause(), false, fact.node());
  }

  private static Optional<Fact> same(Environment before, Fact fact) {
    return before.facts().stream()
        .filter(old -> old.name().equals(fact.name()) && Objects.equals(old.node(), fact.node()))
        .findFirst();
  }

  private static String changed(Fact old, Fact fact) {
    String where = fact.node() == null ? "" : " on " + fact.node();
    return "%s changed%s while the run went on: %s, then %s"
        .formatted(fact.name(), where, said(old), said(fact));
  }

  private static String said(Fact fact) {
    String value = fact.value();
    return value == null ? "unknown" : value;
  }
}
