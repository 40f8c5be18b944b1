package dev.tare.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.scenario.Catalog;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {

  private static final Placement NODE = Placement.on("node");
  private static final List<RuntimeSpec> THREE = runtimes("runc", "gvisor", "kata");

  private static List<RuntimeSpec> runtimes(String... names) {
    return List.of(names).stream().map(RuntimeSpec::named).toList();
  }

  private static Scenario scenario(String design) {
    return ScenarioLoader.parse(
        "test.yaml",
        """
        scenario: test
        question: What?
        workloads:
          serial: {startup: {arrival: {serial: 10}}}
          burst: {startup: {arrival: {burst: 4}}}
          idle: {memory: {levels: [1, 6], settle: 2s}}
        design: %s
        """
            .formatted(design));
  }

  @Test
  void theSameInputsGiveTheSamePlan() {
    assertThat(Planner.plan(Catalog.load("demo"), THREE, NODE))
        .isEqualTo(Planner.plan(Catalog.load("demo"), THREE, NODE));
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    Plan one = Planner.plan(scenario("{seed: 1}"), THREE, NODE);
    Plan two = Planner.plan(scenario("{seed: 2}"), THREE, NODE);

    assertThat(one.trials())
        .extracting(Trial::id)
        .isNotEqualTo(two.trials().stream().map(Trial::id).toList());
    assertThat(one.hash()).isNotEqualTo(two.hash()).matches("[0-9a-f]{64}");
  }

  @Test
  void theHashKnowsTheNodeAndEveryAnnotation() {
    RuntimeSpec plain = RuntimeSpec.named("kata");
    RuntimeSpec annotated =
        new RuntimeSpec("kata", "kata", plain.cri(), Map.of("a", "b"), plain.expect());
    Scenario scenario = scenario("{}");

    assertThat(
            List.of(
                Planner.plan(scenario, List.of(plain), Placement.on("one")).hash(),
                Planner.plan(scenario, List.of(plain), Placement.on("two")).hash(),
                Planner.plan(scenario, List.of(annotated), Placement.on("one")).hash()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aRoundGoesWorkloadByWorkloadAndInEachThroughAllRuntimes() {
    Plan plan = Planner.plan(scenario("{rounds: 2}"), THREE, NODE);

    assertThat(plan.trials()).hasSize(2 * 3 * 3);
    for (int start = 0; start < plan.trials().size(); start += 3) {
      List<Trial> group = plan.trials().subList(start, start + 3);
      assertThat(group).extracting(Trial::round).containsOnly(start / 9 + 1);
      assertThat(group)
          .extracting(t -> t.workload().name())
          .containsOnly(List.of("serial", "burst", "idle").get(start / 3 % 3));
      assertThat(group)
          .extracting(t -> t.runtime().name())
          .containsExactlyInAnyOrder("runc", "gvisor", "kata");
    }
    assertThat(plan.trials())
        .extracting(Trial::position)
        .isSorted()
        .startsWith(0)
        .doesNotHaveDuplicates();
  }

  @Test
  void warmUpsComeBeforeARuntimesFirstTrialOfEachRound() {
    Plan plan = Planner.plan(scenario("{rounds: 2, warmups: 2}"), THREE, NODE);

    assertThat(plan.trials())
        .allMatch(trial -> trial.warmups() == (trial.workload().name().equals("serial") ? 2 : 0));
  }

  @Test
  void theControlGetsATwinThatIsTheSameUnderASecondName() {
    Plan plan = Planner.plan(scenario("{aa: true, control: gvisor}"), THREE, NODE);

    assertThat(plan.follows().keySet()).containsExactly("runc", "gvisor", "gvisor#aa", "kata");
    assertThat(plan.trials())
        .filteredOn(trial -> trial.runtime().isTwin())
        .hasSize(12 * 3)
        .allMatch(trial -> trial.runtime().handler().equals("gvisor"));
  }

  @Test
  void trialIdsAreUniqueAndFitFileNames() {
    Scenario limits = Catalog.load("memory-limits");
    Plan plan = Planner.plan(limits, runtimes("runc", "kata-qemu", "Odd_Handler.v2", "a/b"), NODE);

    assertThat(plan.trials())
        .extracting(Trial::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[A-Za-z0-9._-]+"));
    assertThat(plan.trials())
        .extracting(Trial::id)
        .contains(
            "r01.idle.memory-2gi.runc", "r12.idle.memory-2gi.runc.aa", "r01.idle.memory-2gi.a_2fb");
  }

  @Test
  void theCostCountsPodsWithTheirWarmUps() {
    Plan plan = Planner.plan(scenario("{rounds: 2, warmups: 3}"), THREE, NODE);

    assertThat(plan.cost().pods()).isEqualTo(2 * 3 * (3 + 10 + 4 + 6));
  }

  @Test
  void allRuntimesOfARoundMeetTheSameSchedule() {
    Scenario open =
        ScenarioLoader.parse(
            "test.yaml",
            """
            scenario: test
            question: What?
            workloads: {open: {startup: {arrival: {open: {rate: 2/s, for: 30s, together: 7}}}}}
            design: {rounds: 2, warmups: 0}
            """);

    Plan plan = Planner.plan(open, THREE, NODE);

    assertThat(plan.trials()).extracting(Trial::seed).doesNotContain(0L);
    assertThat(plan.trials().stream().map(trial -> trial.round() + " " + trial.seed()).distinct())
        .hasSize(2);
    assertThat(plan.cost().pods()).isEqualTo(2 * 3 * 60);
    assertThat(plan.cost().memory()).isEqualTo(7 * (256L << 20));
    assertThat(plan.cost().time()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(4));
  }

  @Test
  void theCostInMemoryIsThatOfThePodsThatStandTogether() {
    Plan plan = Planner.plan(scenario("{}"), THREE, NODE);

    assertThat(plan.cost().memory()).isEqualTo(6 * (256L << 20));
  }

  @Test
  void aRampCostsWhatItTakesUpToItsCap() {
    Scenario scenario =
        ScenarioLoader.parse(
            "ramp.yaml",
            """
            scenario: ramp
            question: How many?
            workloads: {idle: {density: {most: 25, step: 10, settle: 1s}}}
            design: {rounds: 1, warmups: 0}
            """);
    Plan plan = Planner.plan(scenario, runtimes("runc"), NODE);

    assertThat(plan.cost().pods()).isEqualTo(25);
    assertThat(plan.cost().memory()).isEqualTo(25 * (256L << 20));
    assertThat(plan.cost().time()).isGreaterThan(Duration.ofSeconds(3));
  }

  @Test
  void theCostInTimeGrowsWithRoundsAndIsNeitherNothingNorADay() {
    Duration six = Planner.plan(scenario("{rounds: 6}"), THREE, NODE).cost().time();
    Duration twelve = Planner.plan(scenario("{rounds: 12}"), THREE, NODE).cost().time();

    assertThat(twelve)
        .isEqualTo(six.multipliedBy(2))
        .isBetween(Duration.ofMinutes(1), Duration.ofHours(1));
  }

  @Test
  void runtimesThatWereNotResolvedAreABug() {
    Scenario scenario = scenario("{control: runc}");

    for (List<RuntimeSpec> wrong :
        List.of(runtimes(), runtimes("*"), runtimes("gvisor"), runtimes("runc", "runc"))) {
      assertThatThrownBy(() -> Planner.plan(scenario, wrong, NODE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void twelveRuntimesAndThirtyRoundsArePlanned() {
    String[] names = new String[12];
    Arrays.setAll(names, i -> "runtime-" + i);

    Plan plan = Planner.plan(scenario("{rounds: 30}"), runtimes(names), NODE);

    assertThat(plan.trials()).hasSize(12 * 30 * 3);
  }
}
