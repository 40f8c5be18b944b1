package dev.tare.cli;

import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan for a person. */
final class PlanText {
  private PlanText() {}

  /** One line: what will run and what it takes; a second one where there are several nodes. */
  static String summary(Scenario scenario, List<RuntimeSpec> runtimes, Plan plan) {
    String nodes = nodes(plan);
    return "%s: %s; %s, %s, %s, %s, up to %s of pod memory%s"
            .formatted(
                scenario.name(),
                runtimes.stream().map(RuntimeSpec::name).collect(Collectors.joining(", ")),
                Words.count(scenario.design().rounds(), "round"),
                Words.count(plan.trials().size(), "trial"),
                Words.count(plan.cost().pods(), "pod"),
                Words.about(plan.cost().time()),
                Words.size(plan.cost().memory()),
                nodes.isEmpty() ? "" : "\n" + nodes)
        + peers(plan);
  }

  private static String peers(Plan plan) {
    String pairs =
        plan.trials().stream()
            .filter(trial -> !trial.peerNode().equals(trial.node()))
            .map(trial -> trial.node() + " to " + trial.peerNode())
            .distinct()
            .collect(Collectors.joining(", "));
    return pairs.isEmpty() ? "" : "\npeers on another node: " + pairs;
  }

  /** Nothing to say of one node. */
  private static String nodes(Plan plan) {
    Map<String, Set<Integer>> roundsByNode = new LinkedHashMap<>();
    Map<Integer, Set<String>> nodesByRound = new LinkedHashMap<>();
    Map<String, Set<String>> nodesByRuntime = new LinkedHashMap<>();
    for (Trial trial : plan.trials()) {
      String node = trial.node();
      roundsByNode.computeIfAbsent(node, _ -> new TreeSet<>()).add(trial.round());
      nodesByRound.computeIfAbsent(trial.round(), _ -> new TreeSet<>()).add(node);
      nodesByRuntime.computeIfAbsent(trial.runtime().name(), _ -> new TreeSet<>()).add(node);
    }
    if (roundsByNode.size() < 2) {
      return "";
    }
    if (nodesByRound.values().stream().allMatch(nodes -> nodes.size() == 1)) {
      return "%d nodes in turns, a whole round on each: %s"
          .formatted(
              roundsByNode.size(),
              joined(roundsByNode, rounds -> Words.count(rounds.size(), "round")));
    }
    return "different nodes, so there are ratios only where a runtime meets the control: "
        + joined(nodesByRuntime, nodes -> String.join(", ", nodes));
  }

  private static <V> String joined(Map<String, V> map, Function<V, String> text) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + text.apply(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  /** Every trial in its order, and how often each runtime follows each other. */
  static String full(Scenario scenario, List<RuntimeSpec> runtimes, Plan plan) {
    StringBuilder text = new StringBuilder();
    text.append(scenario.question()).append('\n');
    text.append(summary(scenario, runtimes, plan)).append('\n');
    text.append("seed ").append(plan.seed()).append(", plan ").append(plan.hash()).append("\n\n");
    boolean several = plan.trials().stream().map(Trial::node).distinct().count() > 1;
    for (Trial trial : plan.trials()) {
      text.append(
          "%4d  round %2d  %-28s %-20s%s%s%n"
              .formatted(
                  trial.position(),
                  trial.round(),
                  trial.workload().name(),
                  trial.runtime().name(),
                  several ? "  " + trial.node() : "",
                  trial.warmups() == 0
                      ? ""
                      : "  after " + Words.count(trial.warmups(), "warm-up")));
    }
    text.append("\nhow often each runtime comes right after another")
        .append(several ? " on its node" : "")
        .append(":\n");
    plan.follows()
        .forEach(
            (before, counts) ->
                counts.forEach(
                    (after, count) ->
                        text.append("  %s, then %s: %d%n".formatted(before, after, count))));
    return text.toString();
  }
}
