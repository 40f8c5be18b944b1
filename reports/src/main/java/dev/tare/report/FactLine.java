package dev.tare.report;

import dev.tare.result.Environment;
import dev.tare.result.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A line of the environment.
 *
 * @param where the node, {@code all nodes} where they agree, or empty for the whole run
 * @param differs whether other nodes say something else
 */
public record FactLine(Fact fact, String where, boolean differs) {

  /** In the order of the facts, those of one name together. */
  static List<FactLine> of(Environment environment) {
    List<FactLine> lines = new ArrayList<>();
    boolean several = environment.nodes().size() > 1;
    Set<String> done = new HashSet<>();
    for (Fact fact : environment.facts()) {
      if (!several || fact.node() == null) {
        lines.add(new FactLine(fact, "", false));
      } else if (done.add(fact.name())) {
        if (environment.same(fact.name())) {
          lines.add(new FactLine(fact, "all nodes", false));
        } else {
          environment.facts().stream()
              .filter(other -> other.name().equals(fact.name()) && other.node() != null)
              .forEach(other -> lines.add(new FactLine(other, "" + other.node(), true)));
        }
      }
    }
    return lines;
  }
}
