package dev.tare.compare;

import dev.tare.result.TrialRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Which node each round ran on. Only what shared a node in a round is compared. */
final class Nodes {
  private final Trials trials;
  private final List<NodeShare> shares;

  Nodes(Trials trials) {
    this.trials = trials;
    this.shares =
        trials.all().stream().map(TrialRecord::node).distinct().sorted().map(this::share).toList();
  }

  private NodeShare share(String node) {
    List<TrialRecord> there =
        trials.all().stream().filter(trial -> trial.node().equals(node)).toList();
    List<String> runtimes = there.stream().map(TrialRecord::runtime).distinct().toList();
    return new NodeShare(
        node,
        there.stream().map(TrialRecord::round).distinct().sorted().toList(),
        trials.run().runtimes().stream().filter(runtimes::contains).toList());
  }

  /** By the nodes' names. */
  List<NodeShare> shares() {
    return shares;
  }

  /** Whether there are several nodes and each round kept to one of them. */
  boolean blocks() {
    return blocks(shares);
  }

  static boolean blocks(List<NodeShare> shares) {
    List<Integer> rounds = shares.stream().flatMap(share -> share.rounds().stream()).toList();
    return shares.size() > 1 && new HashSet<>(rounds).size() == rounds.size();
  }

  /** The nodes of a runtime's rounds; a round has one. */
  private Map<Integer, Set<String>> of(String runtime) {
    Map<Integer, Set<String>> nodes = new TreeMap<>();
    trials
        .of(runtime)
        .forEach(
            trial -> nodes.computeIfAbsent(trial.round(), _ -> new HashSet<>()).add(trial.node()));
    return nodes;
  }

  /** The rounds that both had, and how many of them on one node. */
  record Meetings(int rounds, int shared) {

    /** Whether they ran at the same time but never at the same place. */
    boolean never() {
      return rounds > 0 && shared == 0;
    }
  }

  Meetings meetings(String runtime, String control) {
    Map<Integer, Set<String>> ours = of(runtime);
    Map<Integer, Set<String>> theirs = of(control);
    List<Integer> both = ours.keySet().stream().filter(theirs::containsKey).toList();
    return new Meetings(
        both.size(),
        (int) both.stream().filter(r -> Objects.equals(ours.get(r), theirs.get(r))).count());
  }

  /** The nodes on which a runtime ran. */
  List<String> names(String runtime) {
    List<String> names = new ArrayList<>();
    for (NodeShare share : shares) {
      if (share.runtimes().contains(runtime)) {
        names.add(share.node());
      }
    }
    return names;
  }
}
