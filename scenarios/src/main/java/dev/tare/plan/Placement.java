package dev.tare.plan;

import dev.tare.scenario.RuntimeSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which node each trial of a round runs on. Runtimes are compared within a round, so wherever there
 * is a node for all of them a whole round stays on one node, and the rounds take turns over such
 * nodes.
 *
 * @param common the nodes on which every runtime runs, in the order of the rounds; empty when there
 *     is none
 * @param own the nodes of each runtime, when there is no common one; empty otherwise
 * @param others of nodes of trials, the node of second pods that stand on another one; empty when
 *     no workload wants that
 */
public record Placement(
    List<String> common, Map<String, List<String>> own, Map<String, String> others) {
  public Placement {
    common = List.copyOf(common);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    own.forEach((runtime, nodes) -> copy.put(runtime, List.copyOf(nodes)));
    own = Collections.unmodifiableMap(copy);
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    if (common.isEmpty() == own.isEmpty() || own.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException(
          "either all runtimes share nodes, or each has some: " + common + ", " + own);
    }
  }

  /** All trials on one node. */
  public static Placement on(String node) {
    return shared(List.of(node));
  }

  /**
   * Round r on node number (r - 1) modulo their number.
   *
   * @param nodes on each of which every runtime runs; at least one
   */
  public static Placement shared(List<String> nodes) {
    return new Placement(nodes, Map.of(), Map.of());
  }

  /**
   * Each runtime on nodes of its own, over which it takes turns by round. Runtimes that meet on a
   * node in some round can be compared there, and nowhere else.
   *
   * @param nodes at least one for each runtime, by its name without a twin's ending
   */
  public static Placement apart(Map<String, List<String>> nodes) {
    return new Placement(List.of(), nodes, Map.of());
  }

  /**
   * The same, where second pods may stand on other nodes.
   *
   * @param others of every node of a trial, another one
   */
  public Placement withOthers(Map<String, String> others) {
    return new Placement(common, own, others);
  }

  /** Whether every round has one node for all runtimes. */
  public boolean shared() {
    return own.isEmpty();
  }

  /**
   * The node of a trial; a twin goes where its control goes.
   *
   * @param round from 1
   * @throws IllegalArgumentException when the runtime has no node
   */
  public String node(int round, String runtime) {
    List<String> nodes = turns(runtime);
    return nodes.get((round - 1) % nodes.size());
  }

  /**
   * The nodes of a runtime, each once; a twin's are its control's.
   *
   * @throws IllegalArgumentException when the runtime has no node
   */
  public List<String> nodes(String runtime) {
    return turns(runtime).stream().distinct().toList();
  }

  private List<String> turns(String runtime) {
    List<String> nodes = shared() ? common : own.get(RuntimeSpec.withoutTwin(runtime));
    if (nodes == null) {
      throw new IllegalArgumentException("no node for " + runtime + " in " + own);
    }
    return nodes;
  }

  /**
   * The node of the second pods of trials on that node, where these want another one.
   *
   * @throws IllegalArgumentException when it has none
   */
  public String other(String node) {
    String other = others.get(node);
    if (other == null) {
      throw new IllegalArgumentException("no other node for second pods than " + node);
    }
    return other;
  }

  /** Every node that trials run on, each once, without those of second pods alone. */
  public List<String> trialNodes() {
    return shared()
        ? common.stream().distinct().toList()
        : own.values().stream().flatMap(List::stream).distinct().toList();
  }

  /** Every node that any pod runs on, each once: those of trials first. */
  public List<String> nodes() {
    return Stream.concat(trialNodes().stream(), others.values().stream()).distinct().toList();
  }
}
