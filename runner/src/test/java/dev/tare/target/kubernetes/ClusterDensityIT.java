package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Trial;
import dev.tare.result.GaveOut;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.TrialResult;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.Trials;
import dev.tare.target.kubernetes.observer.Tier;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Ramps of idle pods on the embedded cluster, in the order that starts the fewest observers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterDensityIT {
  private static final String RUN = "20261126t000000z-density-d2ce";

  private static RealCluster real;
  private static SharedTarget shared;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    real = RealCluster.require();
    shared = new SharedTarget(real);
  }

  @AfterAll
  static void takeDown() {
    if (shared != null) {
      shared.close();
    }
  }

  private static TrialResult run(Tier tier, String runtime, String request, String density)
      throws InterruptedException {
    SharedTarget.Ready ready = shared.ready(real.config(RUN, tier), runtime);
    Trial trial =
        Trials.first(
            ScenarioLoader.parse(
                "density.yaml",
                """
                scenario: density
                question: How many idle pods stand?
                pod: {resources: {cpu: 1, memory: 64Mi, cpu-request: %s}}
                workloads: {one: {density: {%s}}}
                design: {rounds: 1, seed: 1, warmups: 0}
                limits: {start: 60s}
                """
                    .formatted(request, density)),
            ready.runtime(runtime),
            ready.placement());
    return ready.target().run(trial);
  }

  private static Reading.Density density(TrialResult result) {
    assertThat(result.problems()).isEmpty();
    return Trials.readings(result, Reading.Density.class).getFirst();
  }

  private static Optional<Long> charged(TrialResult result) {
    return Trials.readings(result, Reading.Strain.class).stream()
        .map(Reading.Strain::charged)
        .reduce((first, second) -> second)
        .flatMap(bytes -> bytes);
  }

  @Order(1)
  @Test
  void aRampComesToItsCapAndThePodsCgroupsAreSeen() throws Exception {
    TrialResult result =
        run(Tier.PROCESSES, "runc", "10m", "most: 6, step: 3, start: 60s, settle: 500ms");

    assertThat(result.pods()).hasSize(6).allMatch(PodOutcome.Completed.class::isInstance);
    assertThat(density(result).lastGood()).isEqualTo(6);
    assertThat(density(result).gaveOut()).isEqualTo(GaveOut.NOTHING);
    assertThat(charged(result)).isPresent();
  }

  @Order(2)
  @Test
  void theKubeletsTierGuardsTheNodeWithoutSeeingCgroups() throws Exception {
    TrialResult result =
        run(Tier.KUBELET, "runc", "10m", "most: 2, step: 1, start: 60s, settle: 100ms");

    assertThat(density(result).lastGood()).isEqualTo(2);
    assertThat(charged(result)).isEmpty();
  }

  @Order(1)
  @Test
  void whatTheSchedulerSaysIsWhatGaveOut() throws Exception {
    TrialResult result =
        run(Tier.PROCESSES, "runc", "900m", "most: 12, step: 1, start: 60s, settle: 100ms");

    assertThat(density(result).gaveOut()).isEqualTo(GaveOut.PLACE);
    assertThat(density(result).words()).contains("Insufficient cpu");
    assertThat(density(result).firstBad()).contains(result.pods().size());
  }

  @Order(2)
  @Test
  void withoutAnObserverNothingIsAdded() throws Exception {
    TrialResult result = run(Tier.NONE, "runc", "10m", "most: 6");

    assertThat(result.pods()).isEmpty();
    assertThat(result.problems())
        .singleElement()
        .asString()
        .contains("nobody observes the node; run with --observer runtime or processes");
  }
}
