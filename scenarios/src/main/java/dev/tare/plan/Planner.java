package dev.tare.plan;

import dev.tare.scenario.Case;
import dev.tare.scenario.Design;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays out a scenario's trials. */
public final class Planner {

  private Planner() {}

  /**
   * The plan of a scenario: round by round, in each round case by case, and in each case every
   * runtime once, in an order balanced for carry-over.
   *
   * @param runtimes what {@link RuntimeSelection} made of the scenario's list, without twins
   * @param placement which node each of its trials runs on; orders are balanced on each node
   * @throws IllegalArgumentException when there are no runtimes, one stands twice, one has no node
   *     or the control is not among them; {@link RuntimeSelection} reports the others to users
   */
  public static Plan plan(Scenario scenario, List<RuntimeSpec> runtimes, Placement placement) {
    return plan(scenario, runtimes, Peers.NONE, placement);
  }

  /**
   * The same for a scenario whose workloads name peers.
   *
   * @param peers without problems
   */
  public static Plan plan(
      Scenario scenario, List<RuntimeSpec> runtimes, Peers peers, Placement placement) {
    Design design = scenario.design();
    List<RuntimeSpec> all = withTwin(design, runtimes);
    List<List<int[]>> orders =
        Orders.of(
            all.size(),
            blocks(design.rounds(), all, placement),
            scenario.cases().size(),
            design.seed());
    List<Trial> trials = new ArrayList<>();
    for (int round = 0; round < orders.size(); round++) {
      for (int c = 0; c < scenario.cases().size(); c++) {
        Case workload = scenario.cases().get(c);
        for (int runtime : orders.get(round).get(c)) {
          // The round's first case is every runtime's first trial of the round.
          int warmups = c == 0 ? design.warmups() : 0;
          String node = placement.node(round + 1, all.get(runtime).name());
          trials.add(
              new Trial(
                  TrialId.of(round + 1, workload.name(), all.get(runtime).name()),
                  round + 1,
                  trials.size(),
                  node,
                  all.get(runtime),
                  workload,
                  peers.of(workload),
                  Peers.apart(workload) ? placement.other(node) : node,
                  warmups,
                  scenario.limits(),
                  Schedule.seed(design.seed(), round + 1, workload.name())));
        }
      }
    }
    requireUnique(trials.stream().map(Trial::id).toList(), "trials");
    return new Plan(
        design.seed(), trials, PlanHash.of(trials), follows(all, trials), CostEstimate.of(trials));
  }

  /** A number for each round; rounds that use the same nodes have the same one. */
  private static List<Integer> blocks(int rounds, List<RuntimeSpec> runtimes, Placement placement) {
    Map<List<String>, Integer> numbers = new HashMap<>();
    List<Integer> blocks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<String> nodes = new ArrayList<>();
      for (RuntimeSpec runtime : runtimes) {
        nodes.add(placement.node(round, runtime.name()));
      }
      blocks.add(numbers.computeIfAbsent(nodes, _ -> numbers.size()));
    }
    return blocks;
  }

  private static List<RuntimeSpec> withTwin(Design design, List<RuntimeSpec> runtimes) {
    List<String> names = runtimes.stream().map(RuntimeSpec::name).toList();
    requireUnique(names, "runtimes");
    if (names.isEmpty() || names.contains(RuntimeSpec.EVERY)) {
      throw new IllegalArgumentException("runtimes are not resolved: " + names);
    }
    int control = names.indexOf(design.control().orElse(names.getFirst()));
    if (control < 0) {
      throw new IllegalArgumentException("the control is not among the runtimes: " + names);
    }
    List<RuntimeSpec> all = new ArrayList<>(runtimes);
    if (design.aa()) {
      all.add(control + 1, runtimes.get(control).twin());
    }
    return all;
  }

  private static void requireUnique(List<String> names, String what) {
    Set<String> distinct = new HashSet<>(names);
    if (distinct.size() < names.size()) {
      throw new IllegalArgumentException("two " + what + " have one name: " + names);
    }
  }

  private static Map<String, Map<String, Integer>> follows(
      List<RuntimeSpec> runtimes, List<Trial> trials) {
    Map<String, Map<String, Integer>> follows = new LinkedHashMap<>();
    for (RuntimeSpec before : runtimes) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      runtimes.forEach(after -> counts.put(after.name(), 0));
      follows.put(before.name(), counts);
    }
    Map<String, String> lastOnNode = new HashMap<>();
    for (Trial trial : trials) {
      String after = trial.runtime().name();
      String before = lastOnNode.put(trial.node(), after);
      if (before != null) {
        follows.getOrDefault(before, new LinkedHashMap<>()).merge(after, 1, Integer::sum);
      }
    }
    return follows;
  }
}
