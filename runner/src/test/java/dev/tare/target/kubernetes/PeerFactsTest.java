package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Placement;
import dev.tare.result.Fact;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerFactsTest {
  private static final Placement APART = Placement.on("a").withOthers(Map.of("a", "b"));

  private static Node node(String name, String bootId) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewStatus()
        .withNewNodeInfo()
        .withBootID(bootId)
        .endNodeInfo()
        .endStatus()
        .build();
  }

  @Test
  void nodesOfOneKernelAreOneMachine() {
    assertThat(PeerFacts.of(APART, List.of(node("a", "1"), node("b", "1"))))
        .containsExactly(
            Fact.known("network.peer_node", "a to b", false),
            Fact.known("network.peer_machine", "same", true));
    assertThat(PeerFacts.of(APART, List.of(node("a", "1"), node("b", "2"))))
        .contains(Fact.known("network.peer_machine", "other", true));
  }

  @Test
  void withoutPeersElsewhereThereIsNothingToSay() {
    assertThat(PeerFacts.of(Placement.on("a"), List.of(node("a", "1")))).isEmpty();
  }
}
