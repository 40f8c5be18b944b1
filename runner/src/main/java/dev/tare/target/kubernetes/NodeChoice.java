package dev.tare.target.kubernetes;

import dev.tare.plan.Placement;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Which nodes a run uses: those on which every runtime can run, so that all of a round share one.
 * Every pod tolerates what any of the runtimes tolerates, or the control could not go where the
 * sandboxes are; whatever else keeps pods off a node is respected.
 */
final class NodeChoice {
  private static final Set<String> REPELLING = Set.of("NoSchedule", "NoExecute");

  private final List<Toleration> tolerated;
  private final RuntimeClasses classes;

  private NodeChoice(RuntimeClasses classes, List<RuntimeSpec> runtimes) {
    this.classes = classes;
    this.tolerated = classes.tolerations(runtimes);
  }

  /**
   * The nodes, in the order of their names.
   *
   * @param only the ones to use; empty for any
   * @param most how many to use at most: more make a run no firmer without rounds for each
   * @param notes told when runtimes share no node
   * @throws TargetException when a runtime has none, saying of each node why
   */
  static Placement placement(
      List<Node> nodes,
      RuntimeClasses classes,
      List<RuntimeSpec> runtimes,
      List<String> only,
      int most,
      Consumer<String> notes) {
    NodeChoice choice = new NodeChoice(classes, runtimes);
    List<Node> sorted = sorted(nodes, only);
    Map<String, List<String>> each = new LinkedHashMap<>();
    for (RuntimeSpec runtime : runtimes) {
      each.put(runtime.name(), choice.nodes(sorted, runtime));
    }
    List<String> common = new ArrayList<>(each.values().iterator().next());
    each.values().forEach(common::retainAll);
    if (!common.isEmpty()) {
      return Placement.shared(common.subList(0, Math.min(most, common.size())));
    }
    notes.accept(
        "no node can run all of %s: there will be no ratios, because runtimes are only compared on one node"
            .formatted(String.join(", ", each.keySet())));
    each.replaceAll((runtime, names) -> names.subList(0, Math.min(most, names.size())));
    return Placement.apart(each);
  }

  /**
   * The placement with another node for each of its own: the next by name on which all peers can
   * run, so that several nodes do not all send to one.
   *
   * @param runtimes of all pods; what they tolerate, the peers do
   * @throws TargetException when a node has none, saying of each other node why
   */
  static Placement withOthers(
      Placement placement,
      List<Node> nodes,
      RuntimeClasses classes,
      List<RuntimeSpec> runtimes,
      List<RuntimeSpec> peers,
      List<String> only) {
    NodeChoice choice = new NodeChoice(classes, runtimes);
    List<Node> sorted = sorted(nodes, only);
    Map<String, String> others = new LinkedHashMap<>();
    for (String node : placement.trialNodes()) {
      others.put(node, choice.other(node, sorted, peers));
    }
    return placement.withOthers(others);
  }

  private String other(String node, List<Node> sorted, List<RuntimeSpec> peers) {
    Fit found = fit(sorted.stream().filter(other -> !name(other).equals(node)).toList(), peers);
    return found.nodes().stream()
        .filter(name -> name.compareTo(node) > 0)
        .findFirst()
        .or(() -> found.nodes().stream().findFirst())
        .orElseThrow(
            () ->
                new TargetException(
                    "no other node than %s can run the peers of a workload (peer-node: other; %s): %s"
                        .formatted(
                            node,
                            peers.stream().map(RuntimeSpec::name).collect(Collectors.joining(", ")),
                            found.reasons().isEmpty()
                                ? "there is none"
                                : String.join("; ", found.reasons())),
                    "let a runtime be the peer that runs there, as with peer: runc; look at"
                        + " --nodes; or say peer-node: same"));
  }

  private static List<Node> sorted(List<Node> nodes, List<String> only) {
    List<String> names = nodes.stream().map(NodeChoice::name).sorted().toList();
    List<String> strange = only.stream().filter(name -> !names.contains(name)).toList();
    if (!strange.isEmpty()) {
      throw new TargetException(
          "the cluster has no node %s; it has %s"
              .formatted(String.join(", ", strange), String.join(", ", names)),
          "look at --nodes");
    }
    return nodes.stream()
        .filter(node -> only.isEmpty() || only.contains(name(node)))
        .sorted((a, b) -> name(a).compareTo(name(b)))
        .toList();
  }

  private List<String> nodes(List<Node> nodes, RuntimeSpec runtime) {
    Fit found = fit(nodes, List.of(runtime));
    if (found.nodes().isEmpty()) {
      throw new TargetException(
          "no node can run pods of the runtime %s: %s"
              .formatted(
                  runtime.name(),
                  found.reasons().isEmpty()
                      ? "the cluster has none"
                      : String.join("; ", found.reasons())),
          "look at the nodes with 'kubectl get nodes', and at --nodes");
    }
    return found.nodes();
  }

  /** Names of nodes that can run something, and of each other node why it cannot. */
  private record Fit(List<String> nodes, List<String> reasons) {}

  /** Which of the nodes can run pods of all these runtimes. */
  private Fit fit(List<Node> nodes, List<RuntimeSpec> runtimes) {
    Fit found = new Fit(new ArrayList<>(), new ArrayList<>());
    for (Node node : nodes) {
      runtimes.stream()
          .flatMap(runtime -> obstacle(node, runtime).stream())
          .findFirst()
          .ifPresentOrElse(
              why -> found.reasons().add(name(node) + " " + why),
              () -> found.nodes().add(name(node)));
    }
    return found;
  }

  /** Why pods of that runtime cannot run there. */
  private Optional<String> obstacle(Node node, RuntimeSpec runtime) {
    Map<String, String> labels =
        Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
    if (!"linux".equals(labels.getOrDefault("kubernetes.io/os", "linux"))) {
      return Optional.of("is no Linux node");
    }
    Optional<String> unready = unready(node);
    if (unready.isPresent()) {
      return unready;
    }
    if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
      return Optional.of("is cordoned");
    }
    Optional<Map.Entry<String, String>> missing =
        classes.selector(runtime).entrySet().stream()
            .filter(wanted -> !wanted.getValue().equals(labels.get(wanted.getKey())))
            .findFirst();
    if (missing.isPresent()) {
      return Optional.of(
          "lacks the label " + missing.get().getKey() + "=" + missing.get().getValue());
    }
    return node.getSpec().getTaints().stream()
        .filter(taint -> REPELLING.contains(taint.getEffect()))
        .filter(taint -> tolerated.stream().noneMatch(toleration -> tolerates(toleration, taint)))
        .map(
            taint -> "has the taint " + taint.getKey() + ", which no chosen RuntimeClass tolerates")
        .findFirst();
  }

  /** Why it is not ready, in the words of its kubelet, or of who misses the kubelet. */
  private static Optional<String> unready(Node node) {
    Optional<NodeCondition> ready =
        node.getStatus().getConditions().stream()
            .filter(condition -> "Ready".equals(condition.getType()))
            .findFirst();
    if (ready.filter(condition -> "True".equals(condition.getStatus())).isPresent()) {
      return Optional.empty();
    }
    String why =
        ready.map(condition -> words(condition.getMessage())).orElse("its kubelet never reported");
    return Optional.of("is not ready" + (why.isEmpty() ? "" : " (" + why + ")"));
  }

  /** By the rules of the Kubernetes API for tolerations. */
  static boolean tolerates(Toleration toleration, Taint taint) {
    boolean effect =
        blank(toleration.getEffect()) || toleration.getEffect().equals(taint.getEffect());
    boolean exists = "Exists".equals(toleration.getOperator());
    boolean key = blank(toleration.getKey()) ? exists : toleration.getKey().equals(taint.getKey());
    boolean value = exists || words(toleration.getValue()).equals(words(taint.getValue()));
    return effect && key && value;
  }

  private static boolean blank(String text) {
    return text == null || text.isEmpty();
  }

  private static String words(String text) {
    return text == null ? "" : text;
  }

  private static String name(Node node) {
    return node.getMetadata().getName();
  }
}
