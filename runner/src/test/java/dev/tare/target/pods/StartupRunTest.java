package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.Trials;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupRunTest {

  /** Reading a guest's process takes tens of milliseconds; the place throws when it is asked to. */
  @ParameterizedTest
  @ValueSource(strings = {"serial: 3", "burst: 3"})
  void noProcessTreeIsReadWhilePodsAreTimed(String arrival) throws Exception {
    Trial trial =
        Trials.first(
            ScenarioLoader.parse(
                "startup.yaml",
                """
                scenario: startup
                question: How long?
                workloads: {one: {startup: {arrival: {%s}}}}
                design: {rounds: 1, warmups: 2}
                """
                    .formatted(arrival)),
            RuntimeSpec.named("runc"),
            Placement.on("node"));

    TrialResult result =
        TrialRun.run(new ScriptedPlace(), trial, "20261126t000000z-s-0000", new PodImages("i"));

    assertThat(result.problems()).isEmpty();
    assertThat(result.pods()).hasSize(3).allMatch(PodOutcome.Completed.class::isInstance);
  }
}
