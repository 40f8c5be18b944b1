package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Planner;
import dev.tare.result.Fact;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFactsTest {
  private static final String TEXT =
      """
      scenario: test
      question: What?
      workloads: {idle: {memory: {levels: [1]}}}
      design: {rounds: 2, seed: 1}
      """;

  @TempDir Path home;

  @Test
  void anArchiveNamesItsCommit() throws IOException {
    Files.writeString(home.resolve("commit"), "0123abc yes\n");

    assertThat(facts())
        .containsEntry("tare.commit", Fact.known("tare.commit", "0123abc", false))
        .containsEntry("tare.dirty", Fact.known("tare.dirty", "yes", false));
  }

  @Test
  void withoutOneItIsUnknownAndNotLeftOut() {
    assertThat(facts())
        .hasEntrySatisfying(
            "tare.commit",
            fact ->
                assertThat(fact.unknownBecause())
                    .endsWith("is no checkout, and has no file that names its commit"));
    assertThat(facts()).containsKeys("tare.dirty", "tare.dependencies_sha256", "java.runtime");
  }

  @Test
  void theScenarioIsHashedAndTheOrderIsThatOfTheTrials() {
    Map<String, Fact> facts = facts();

    assertThat(facts)
        .containsEntry("plan.order", Fact.known("plan.order", "r01.idle.runc r02.idle.runc", false))
        .hasEntrySatisfying(
            "scenario.sha256", fact -> assertThat(fact.value()).matches("[0-9a-f]{64}"));
    assertThat(facts.values()).noneMatch(Fact::comparable);
  }

  @Test
  void jarsAreHashedByTheirNamesInAnyOrder() {
    Fact one = IdentityFacts.dependencies("/a/x-1.jar:/b/y-2.jar:/classes");

    assertThat(one).isEqualTo(IdentityFacts.dependencies("/c/y-2.jar:/d/x-1.jar"));
    assertThat(one).isNotEqualTo(IdentityFacts.dependencies("/c/y-3.jar:/d/x-1.jar"));
    assertThat(IdentityFacts.dependencies("/classes").unknownBecause()).contains("no jar");
  }

  private Map<String, Fact> facts() {
    Scenario scenario = ScenarioLoader.parse("test.yaml", TEXT);
    Plan plan = Planner.plan(scenario, List.of(RuntimeSpec.named("runc")), Placement.on("node"));
    return new IdentityFacts(home)
        .of(scenario, plan).stream().collect(Collectors.toMap(Fact::name, Function.identity()));
  }
}
