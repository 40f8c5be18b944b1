package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Placement;
import dev.tare.plan.Planner;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static final List<RuntimeSpec> RUNTIMES =
      List.of(RuntimeSpec.named("runc"), RuntimeSpec.named("gvisor"));

  private static String text(Placement placement) {
    Scenario scenario =
        ScenarioLoader.parse(
            "test.yaml",
            """
            scenario: test
            question: What?
            workloads:
              serial: {startup: {arrival: {serial: 10}}}
            design: {rounds: 3, control: runc}
            """);
    return PlanText.full(scenario, RUNTIMES, Planner.plan(scenario, RUNTIMES, placement));
  }

  @Test
  void oneNodeIsNotWorthALine() {
    assertThat(text(Placement.on("node-1"))).doesNotContain("node-1").doesNotContain("on its node");
  }

  @Test
  void severalNodesAreToldWithTheirRounds() {
    assertThat(text(Placement.shared(List.of("node-1", "node-2"))))
        .contains("2 nodes in turns, a whole round on each: node-1: 2 rounds; node-2: 1 round\n")
        .containsPattern("round  2  serial +\\w+ +node-2")
        .contains("right after another on its node:");
  }

  @Test
  void nodesApartAreToldBeforeAnythingRuns() {
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    nodes.put("runc", List.of("node-1"));
    nodes.put("gvisor", List.of("node-2", "node-3"));

    assertThat(text(Placement.apart(nodes)))
        .contains("different nodes, so there are ratios only where a runtime meets the control: ")
        .contains("runc: node-1")
        .contains("gvisor: node-2, node-3");
  }
}
