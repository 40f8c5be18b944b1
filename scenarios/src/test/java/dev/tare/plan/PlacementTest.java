package dev.tare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.ScenarioLoader;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final List<RuntimeSpec> TWO =
      Stream.of("runc", "gvisor").map(RuntimeSpec::named).toList();

  private static Plan plan(Placement placement) {
    return Planner.plan(
        ScenarioLoader.parse(
            "test.yaml",
            """
            scenario: test
            question: What?
            workloads:
              serial: {startup: {arrival: {serial: 10}}}
            design: {rounds: 4, aa: true, control: runc}
            """),
        TWO,
        placement);
  }

  @Test
  void roundsTakeTurnsOverCommonNodesAndEachStaysOnOne() {
    Plan plan = plan(Placement.shared(List.of("a", "b")));

    assertThat(plan.trials())
        .hasSize(4 * 3)
        .allMatch(trial -> trial.node().equals(trial.round() % 2 == 1 ? "a" : "b"));
  }

  @Test
  void withoutACommonNodeEachRuntimeTakesTurnsOverItsOwnAndTheTwinFollowsItsControl() {
    Placement placement =
        Placement.apart(Map.of("runc", List.of("a"), "gvisor", List.of("b", "c")));

    assertThat(plan(placement).trials())
        .hasSize(4 * 3)
        .allMatch(
            trial ->
                trial
                    .node()
                    .equals(
                        !trial.runtime().name().equals("gvisor")
                            ? "a"
                            : trial.round() % 2 == 1 ? "b" : "c"));
    assertThat(placement.shared()).isFalse();
    assertThat(placement.nodes()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whatRanOnAnotherNodeIsNoPredecessor() {
    Plan plan = plan(Placement.apart(Map.of("runc", List.of("a"), "gvisor", List.of("b"))));

    assertThat(plan.follows().get("gvisor"))
        .containsExactlyInAnyOrderEntriesOf(Map.of("runc", 0, "runc#aa", 0, "gvisor", 3));
  }

  @Test
  void oneNodeIsSharedByAll() {
    assertThat(Placement.on("a").node(7, "any")).isEqualTo("a");
    assertThat(Placement.on("a").shared()).isTrue();
    assertThat(Placement.on("a").nodes()).containsExactly("a");
  }

  @Test
  void aRuntimeWithoutANodeIsABug() {
    Placement placement = Placement.apart(Map.of("runc", List.of("a")));

    assertThatThrownBy(() -> placement.node(1, "gvisor"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gvisor");
    assertThatThrownBy(() -> Placement.shared(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Placement.apart(Map.of("runc", List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
