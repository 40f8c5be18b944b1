package dev.tare.compare;

import dev.tare.result.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What several nodes mean for the figures. */
final class NodeWarnings {
  private static final int MOST_FACTS = 6;
  private static final int LONGEST_VALUE = 60;

  private final Trials trials;
  private final Nodes nodes;

  NodeWarnings(Trials trials) {
    this.trials = trials;
    this.nodes = new Nodes(trials);
  }

  List<String> all() {
    List<String> warnings = new ArrayList<>();
    if (nodes.shares().size() > 1) {
      spread(warnings);
      trials.runtimes().forEach(runtime -> apart(runtime, warnings));
      facts(warnings);
    }
    if (trials.run().environment().values("network.peer_machine").contains("same")) {
      warnings.add(
          "The nodes of pods and of their peers are one machine (%s): there is no wire between them, and peer-node=other shows a longer path in one kernel."
              .formatted(
                  String.join(", ", trials.run().environment().values("network.peer_node"))));
    }
    return warnings;
  }

  private void spread(List<String> warnings) {
    int count = nodes.shares().size();
    String where =
        nodes.shares().stream()
            .map(share -> share.node() + " " + share.roundsInWords())
            .collect(Collectors.joining("; "));
    warnings.add(
        (nodes.blocks()
                    ? "The rounds ran on %d nodes, a block each (%s). "
                    : "The trials ran on %d nodes (%s). ")
                .formatted(count, where)
            + "Intervals stand on the rounds of these %d nodes: whether other nodes like them behave so is shown by %d nodes, not by %d rounds."
                .formatted(count, count, rounds()));
  }

  private long rounds() {
    return nodes.shares().stream().flatMap(share -> share.rounds().stream()).distinct().count();
  }

  private void apart(String runtime, List<String> warnings) {
    String control = trials.controlOf(runtime);
    Nodes.Meetings meetings = nodes.meetings(runtime, control);
    if (meetings.never()) {
      warnings.add(
          "%s ran on %s, its control %s on %s: on different nodes in every round, so there is no ratio. A difference between them may be one of the nodes."
              .formatted(
                  runtime,
                  Wording.list(nodes.names(runtime)),
                  control,
                  Wording.list(nodes.names(control))));
    } else if (meetings.shared() < meetings.rounds()) {
      warnings.add(
          "%s shared a node with %s in %d of %d rounds: ratios stand on those alone, its other figures on all."
              .formatted(runtime, control, meetings.shared(), meetings.rounds()));
    }
  }

  private void facts(List<String> warnings) {
    Environment environment = trials.run().environment();
    Set<String> comparable =
        environment.facts().stream()
            .filter(fact -> fact.comparable())
            .map(fact -> fact.name())
            .collect(Collectors.toSet());
    List<String> differing = new ArrayList<>();
    environment
        .differing()
        .forEach(
            (name, values) -> {
              if (comparable.contains(name)) {
                differing.add(name + " (" + words(environment.nodes(), values) + ")");
              }
            });
    if (!differing.isEmpty()) {
      int more = differing.size() - MOST_FACTS;
      warnings.add(
          "The nodes differ in %s%s. Ratios compare within one node; medians over all rounds mix the nodes."
              .formatted(
                  String.join("; ", differing.subList(0, Math.min(MOST_FACTS, differing.size()))),
                  more > 0 ? "; and in %d more facts".formatted(more) : ""));
    }
  }

  private static String words(List<String> nodes, Map<String, String> values) {
    return nodes.stream()
        .map(node -> node + ": " + cut(values.getOrDefault(node, "unknown")))
        .collect(Collectors.joining(", "));
  }

  private static String cut(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…";
  }
}
