package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.plan.Placement;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeChoiceTest {
  private static final Taint SANDBOX = new Taint("NoSchedule", "sandbox", null, "gvisor");
  private static final Toleration TOLERATION =
      new Toleration("NoSchedule", "sandbox", "Equal", null, "gvisor");
  private static final RuntimeSpec RUNC = RuntimeSpec.named("runc");
  private static final RuntimeSpec GVISOR = RuntimeSpec.named("gvisor");

  private final List<String> notes = new ArrayList<>();
  private final RuntimeClasses classes =
      new RuntimeClasses(
          List.of(
              new RuntimeClassBuilder()
                  .withNewMetadata()
                  .withName("runc")
                  .endMetadata()
                  .withHandler("runc")
                  .build(),
              sandboxed("gvisor", "runsc")));

  private static RuntimeClass sandboxed(String name, String label) {
    return new RuntimeClassBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withHandler(label)
        .withNewScheduling()
        .addToNodeSelector(label, "yes")
        .withTolerations(TOLERATION)
        .endScheduling()
        .build();
  }

  private static Node node(String name, Map<String, String> labels, Taint... taints) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withTaints(taints)
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }

  private Placement choose(List<Node> nodes, RuntimeSpec... runtimes) {
    return NodeChoice.placement(nodes, classes, List.of(runtimes), List.of(), 3, notes::add);
  }

  @Test
  void theControlGoesWhereTheSandboxesAre() {
    Placement placement =
        choose(
            List.of(node("a", Map.of()), node("b", Map.of("runsc", "yes"), SANDBOX)), RUNC, GVISOR);

    assertThat(placement).isEqualTo(Placement.on("b"));
    assertThat(notes).isEmpty();
  }

  @Test
  void aPlainRuntimeAloneStaysOffTheSandboxNodes() {
    Placement placement =
        choose(List.of(node("a", Map.of()), node("b", Map.of("runsc", "yes"), SANDBOX)), RUNC);

    assertThat(placement).isEqualTo(Placement.on("a"));
  }

  @Test
  void withoutACommonNodeEachRuntimeHasItsOwnAndThatIsSaid() {
    RuntimeClasses apart =
        new RuntimeClasses(List.of(sandboxed("gvisor", "runsc"), sandboxed("kata", "kata")));

    Placement placement =
        NodeChoice.placement(
            List.of(node("a", Map.of("runsc", "yes")), node("b", Map.of("kata", "yes"))),
            apart,
            List.of(GVISOR, RuntimeSpec.named("kata")),
            List.of(),
            3,
            notes::add);

    assertThat(placement.shared()).isFalse();
    assertThat(placement.node(1, "gvisor")).isEqualTo("a");
    assertThat(placement.node(1, "kata")).isEqualTo("b");
    assertThat(notes).singleElement().asString().contains("there will be no ratios");
  }

  @Test
  void aRuntimeWithoutANodeIsRefusedWithTheReasonOfEachNode() {
    Node cordoned = node("c", Map.of("runsc", "yes"));
    cordoned.getSpec().setUnschedulable(true);
    Node lost = node("d", Map.of("runsc", "yes"));
    lost.getStatus().getConditions().getFirst().setStatus("Unknown");
    lost.getStatus().getConditions().getFirst().setMessage("Kubelet stopped posting node status.");
    Node mute = node("e", Map.of("runsc", "yes"));
    mute.getStatus().setConditions(List.of());
    Taint other = new Taint("NoExecute", "team", null, "a");

    assertThatThrownBy(
            () ->
                choose(
                    List.of(
                        node("a", Map.of()),
                        node("b", Map.of("runsc", "yes"), other),
                        cordoned,
                        lost,
                        mute),
                    GVISOR))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("a lacks the label runsc=yes")
        .hasMessageContaining("b has the taint team, which no chosen RuntimeClass tolerates")
        .hasMessageContaining("c is cordoned")
        .hasMessageContaining("d is not ready (Kubelet stopped posting node status.)")
        .hasMessageContaining("e is not ready (its kubelet never reported)");
  }

  @Test
  void onlyTheNodesThatWereAskedForAreUsedAndAtMostSoMany() {
    List<Node> nodes =
        List.of(node("a", Map.of()), node("b", Map.of()), node("c", Map.of()), node("d", Map.of()));

    assertThat(choose(nodes, RUNC)).isEqualTo(Placement.shared(List.of("a", "b", "c")));
    assertThatThrownBy(
            () ->
                NodeChoice.placement(
                    nodes, classes, List.of(RUNC), List.of("d", "nope"), 3, notes::add))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith("the cluster has no node nope; it has a, ");
    assertThat(NodeChoice.placement(nodes, classes, List.of(RUNC), List.of("d"), 3, notes::add))
        .isEqualTo(Placement.on("d"));
  }

  private Placement others(
      Placement placement, List<Node> nodes, List<RuntimeSpec> runtimes, RuntimeSpec... peers) {
    List<String> only =
        nodes.stream()
            .map(node -> node.getMetadata().getName())
            .filter(name -> !name.equals("d"))
            .toList();
    return NodeChoice.withOthers(placement, nodes, classes, runtimes, List.of(peers), only);
  }

  @Test
  void aPeersNodeIsTheNextOneThatCanRunIt() {
    List<Node> nodes =
        List.of(node("d", Map.of()), node("c", Map.of()), node("b", Map.of()), node("a", Map.of()));

    assertThat(others(Placement.shared(List.of("a", "c")), nodes, List.of(RUNC), RUNC).others())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", "b", "c", "a"));
  }

  @Test
  void aPlainPeerGoesToATaintedNodeWhereASandboxTakesItThere() {
    List<Node> nodes =
        List.of(
            node("a", Map.of("runsc", "yes"), SANDBOX), node("b", Map.of("runsc", "yes"), SANDBOX));

    assertThat(others(Placement.on("a"), nodes, List.of(RUNC, GVISOR), RUNC).other("a"))
        .isEqualTo("b");
    assertThatThrownBy(() -> others(Placement.on("a"), nodes, List.of(RUNC), RUNC))
        .hasMessageContaining("no other node than a can run the peers")
        .hasMessageContaining("b has the taint sandbox");
  }

  @Test
  void aPeerWithoutAnotherNodeIsRefusedWithTheReasons() {
    List<Node> nodes = List.of(node("a", Map.of("runsc", "yes")), node("b", Map.of()));

    assertThatThrownBy(() -> others(Placement.on("a"), nodes, List.of(RUNC, GVISOR), RUNC, GVISOR))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("(peer-node: other; runc, gvisor): b lacks the label runsc=yes");
    assertThatThrownBy(() -> others(Placement.on("a"), nodes.subList(0, 1), List.of(RUNC), RUNC))
        .hasMessageContaining("there is none");
  }

  @Test
  void tolerationsMatchAsTheApiSaysTheyDo() {
    Taint taint = new Taint("NoSchedule", "key", null, "value");

    assertThat(NodeChoice.tolerates(new Toleration(null, null, "Exists", null, null), taint))
        .isTrue();
    assertThat(NodeChoice.tolerates(new Toleration(null, "key", "Exists", null, null), taint))
        .isTrue();
    assertThat(NodeChoice.tolerates(new Toleration(null, "key", null, null, "value"), taint))
        .isTrue();
    assertThat(
            NodeChoice.tolerates(new Toleration("NoExecute", "key", "Exists", null, null), taint))
        .isFalse();
    assertThat(NodeChoice.tolerates(new Toleration(null, "key", "Equal", null, "other"), taint))
        .isFalse();
    assertThat(NodeChoice.tolerates(new Toleration(null, "other", "Exists", null, null), taint))
        .isFalse();
  }
}
