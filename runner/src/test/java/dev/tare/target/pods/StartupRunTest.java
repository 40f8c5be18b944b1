package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupRunTest {

  /** Reading a guest's process takes tens of milliseconds; the place throws when it is asked to. */
  @ParameterizedTest
  @ValueSource(strings = {"serial: 3", "burst: 3"})
  void noProcessTreeIsReadWhilePodsAreTimed(String arrival) throws Exception {
    TrialResult result = run("arrival: {%s}".formatted(arrival));

    assertThat(result.problems()).isEmpty();
    assertThat(result.pods()).hasSize(3).allMatch(PodOutcome.Completed.class::isInstance);
  }

  @Test
  void aPortThatNobodyCanLookAtIsNoAnswerAboutPods() throws Exception {
    TrialResult result = run("arrival: {serial: 2}, ready: {tcp: 80}, image: docker.io/x/y:1");

    assertThat(result.problems()).containsExactly("nobody could look at port 80");
  }

  private static TrialResult run(String startup) throws InterruptedException {
    Trial trial =
        Trials.first(
            ScenarioLoader.parse(
                "startup.yaml",
                """
                scenario: startup
                question: How long?
                workloads: {one: {startup: {%s}}}
                design: {rounds: 1, warmups: 2}
                """
                    .formatted(startup)),
            RuntimeSpec.named("runc"),
            Placement.on("node"));
    return TrialRun.run(new ScriptedPlace(), trial, "20261126t000000z-s-0000", new PodImages("i"));
  }
}
