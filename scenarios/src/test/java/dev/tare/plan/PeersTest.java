package dev.tare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A second pod may run under another runtime. */
class PeersTest {
  private static final List<RuntimeSpec> OFFERED =
      List.of(RuntimeSpec.named("runc"), RuntimeSpec.named("gvisor"));

  private static final Scenario PAIRS =
      ScenarioLoader.parse(
          "pairs.yaml",
          """
          scenario: pairs
          question: What does a plain peer change?
          workloads:
            pair: {network: {peer: same}}
          matrix: {workloads.pair.network.peer: [same, runc]}
          design: {rounds: 1}
          """);

  @Test
  void eachCaseHasItsPeerAndTheirPlansDiffer() {
    List<RuntimeSpec> runtimes = List.of(RuntimeSpec.named("gvisor"));
    Peers peers = Peers.resolve(PAIRS, runtimes, OFFERED);

    assertThat(peers.problems()).isEmpty();
    Plan plan = Planner.plan(PAIRS, runtimes, peers, Placement.on("node"));
    assertThat(plan.trials())
        .extracting(Trial::peer)
        .containsExactly(Optional.empty(), Optional.of(RuntimeSpec.named("runc")));
    RuntimeSpec other =
        new RuntimeSpec("runc", "runc", Optional.empty(), Map.of("a", "b"), Expectation.none());
    Peers changed = Peers.resolve(PAIRS, runtimes, List.of(other));
    assertThat(Planner.plan(PAIRS, runtimes, changed, Placement.on("node")).hash())
        .isNotEqualTo(plan.hash());
  }

  @Test
  void aPeerOnAnotherNodeIsWhereThePlacementHasIt() {
    Scenario far =
        ScenarioLoader.parse(
            "far.yaml",
            """
            scenario: far
            question: What does the way to another node change?
            workloads:
              pair: {network: {peer-node: same}}
              plain: {network: {peer: runc}}
            matrix: {workloads.pair.network.peer-node: [same, other]}
            design: {rounds: 1}
            """);
    List<RuntimeSpec> runtimes = List.of(RuntimeSpec.named("gvisor"));
    Peers peers = Peers.resolve(far, runtimes, OFFERED);
    Placement placement = Placement.on("a").withOthers(Map.of("a", "b"));

    Plan plan = Planner.plan(far, runtimes, peers, placement);

    assertThat(plan.trials()).extracting(Trial::node).containsOnly("a");
    assertThat(plan.trials()).extracting(Trial::peerNode).containsExactly("a", "b", "a");
    assertThat(placement.nodes()).containsExactly("a", "b");
    assertThat(peers.beside(far)).containsExactly(RuntimeSpec.named("runc"));
    assertThat(peers.apart(far, runtimes)).isEqualTo(runtimes);
    assertThat(
            Planner.plan(far, runtimes, peers, Placement.on("a").withOthers(Map.of("a", "c")))
                .hash())
        .isNotEqualTo(plan.hash());
    assertThatThrownBy(() -> Planner.plan(far, runtimes, peers, Placement.on("a")))
        .hasMessageContaining("no other node");
  }

  @Test
  void aPeerThatIsNotThereIsSaidBeforehand() {
    assertThat(Peers.resolve(PAIRS, List.of(), List.of(RuntimeSpec.named("rune"))).problems())
        .containsExactly("the peer \"runc\" is not offered by the target; did you mean \"rune\"?");
    assertThatThrownBy(() -> Planner.plan(PAIRS, OFFERED, Placement.on("node")))
        .hasMessageContaining("runc");
  }

  @Test
  void aPeerWithASocketOfItsOwnStandsElsewhere() {
    RuntimeSpec away =
        new RuntimeSpec("runc", "runc", Optional.of("unix:///x"), Map.of(), Expectation.none());

    assertThat(Peers.resolve(PAIRS, List.of(away), OFFERED).problems())
        .singleElement()
        .asString()
        .contains("socket of its own");
  }
}
