package dev.tare.target.kubernetes;

import dev.tare.plan.Placement;
import dev.tare.result.Fact;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Where second pods stood, when that was another node. */
final class PeerFacts {
  private PeerFacts() {}

  /**
   * Which node's pods had their peers where, and whether the two are one machine, as in a cluster
   * of containers: then there is no wire between them.
   *
   * @param nodes of the run, as the API server has them
   */
  static List<Fact> of(Placement placement, List<Node> nodes) {
    Map<String, String> others = placement.others();
    if (others.isEmpty()) {
      return List.of();
    }
    boolean one =
        others.entrySet().stream()
            .anyMatch(
                pair -> {
                  String kernel = kernel(nodes, pair.getKey());
                  return !kernel.isEmpty() && kernel.equals(kernel(nodes, pair.getValue()));
                });
    return List.of(
        Fact.known(
            "network.peer_node",
            others.entrySet().stream()
                .map(pair -> pair.getKey() + " to " + pair.getValue())
                .collect(Collectors.joining(", ")),
            false),
        Fact.known("network.peer_machine", one ? "same" : "other", true));
  }

  /** The boot id of the node's kernel; empty where it is not known. */
  private static String kernel(List<Node> nodes, String name) {
    return nodes.stream()
        .filter(node -> node.getMetadata().getName().equals(name))
        .map(node -> node.getStatus().getNodeInfo().getBootID())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }
}
