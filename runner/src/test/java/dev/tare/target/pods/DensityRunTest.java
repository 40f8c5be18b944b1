package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.GaveOut;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.TargetException;
import dev.tare.target.Trials;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DensityRunTest {
  private final ScriptedPlace place = new ScriptedPlace();

  private static Trial trial(String density) {
    return Trials.first(
        Trials.scenario("density: " + density), RuntimeSpec.named("runc"), Placement.on("node"));
  }

  private TrialResult run(String density) throws InterruptedException {
    return TrialRun.run(
        place, trial(density), "20261126t000000z-ramp-0000", new PodImages("image"));
  }

  private static Reading.Density density(TrialResult result) {
    assertThat(result.problems()).isEmpty();
    return Trials.readings(result, Reading.Density.class).getFirst();
  }

  private static List<Double> values(String density, TrialResult result, String metric) {
    return Trials.values(trial(density), result, metric);
  }

  @Test
  void theCapIsNoNumberOnlyALowerBound() throws Exception {
    String twelve = "{most: 12, step: 5, settle: 2s}";

    TrialResult result = run(twelve);

    assertThat(density(result))
        .isEqualTo(
            new Reading.Density(
                12, Optional.empty(), GaveOut.NOTHING, "the cap of 12 pods was reached"));
    assertThat(values(twelve, result, "density.idle_pods")).isEmpty();
    assertThat(values(twelve, result, "density.cgroup")).containsExactly(5_000_000.0);
    assertThat(result.readings().stream().filter(Reading.Strain.class::isInstance))
        .extracting(reading -> ((Reading.Strain) reading).level())
        .containsExactly(0, 5, 10, 12);
  }

  @Test
  void aPodThatAnswersLaterThanTheObjectiveEndsTheRamp() throws Exception {
    place.startNanos = number -> number < 8 ? 4_000_000_000L : 6_500_000_000L;
    String ramp = "{most: 20, step: 5, start: 5s}";

    TrialResult result = run(ramp);

    assertThat(density(result))
        .isEqualTo(
            new Reading.Density(
                5,
                Optional.of(8),
                GaveOut.START,
                "pod 8 answered after 6.50 s, later than 5.00 s"));
    assertThat(result.pods()).hasSize(8).allMatch(PodOutcome.Completed.class::isInstance);
    assertThat(values(ramp, result, "density.idle_pods")).containsExactly(5.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no space left on device                                              | POD
          the scheduler finds no place for it: 0/1 nodes: 1 Insufficient cpu.  | PLACE
          the scheduler finds no place for it: 0/1 nodes: 1 Too many pods.     | MAX_PODS
          pods "x" is forbidden: exceeded quota: team, requested: pods=1       | QUOTA
          """)
  void aPodThatFailsEndsTheRampInItsOwnWords(String cause, GaveOut gaveOut) throws Exception {
    place.failures.put(4, PodFailure.of("creating it", cause));

    TrialResult result = run("{most: 20, step: 3}");

    assertThat(density(result))
        .isEqualTo(new Reading.Density(3, Optional.of(4), gaveOut, "pod 4, creating it: " + cause));
    assertThat(result.pods().getLast()).isInstanceOf(PodOutcome.Failed.class);
  }

  @Test
  void aHarnessThatDoesNotHearIsNoAnswerAboutPods() throws Exception {
    place.home = Optional.of(new DeafHome());

    TrialResult result = run("{most: 12, step: 5, settle: 2s}");

    assertThat(result.problems()).containsExactly("home calls were not heard: nobody answers");
    assertThat(Trials.readings(result, Reading.Density.class)).isEmpty();
    assertThat(place.removed).isEqualTo(place.started).hasSize(1);
  }

  private static final class DeafHome implements HomeCalls {
    @Override
    public String address() {
      return "10.0.0.1";
    }

    @Override
    public int port() {
      return 1;
    }

    @Override
    public CompletableFuture<HomeCall> expect(String nonce) {
      return CompletableFuture.failedFuture(
          new TargetException("home calls were not heard: nobody answers", ""));
    }
  }

  @Test
  void aPodThatNeverAnswersMissesTheObjective() throws Exception {
    place.failures.put(2, PodFailure.late("RunPodSandbox"));

    TrialResult result = run("{most: 3, step: 1}");

    assertThat(density(result).gaveOut()).isEqualTo(GaveOut.START);
    assertThat(density(result).words()).isEqualTo("pod 2 had not answered after 60.00 s");
    assertThat(result.pods().getLast()).isInstanceOf(PodOutcome.Censored.class);
  }

  @Test
  void aPodThatEndedWhileItStoodSpoilsTheLevel() throws Exception {
    place.ends.put(3, "the container ended with exit code 137 (OOMKilled)");

    TrialResult result = run("{most: 20, step: 2}");

    assertThat(density(result))
        .isEqualTo(
            new Reading.Density(
                2,
                Optional.of(4),
                GaveOut.POD,
                "pod 3, standing idle: the container ended with exit code 137 (OOMKilled)"));
    assertThat(result.pods()).hasSize(4);
    assertThat(result.pods().get(2)).isInstanceOf(PodOutcome.Failed.class);
  }

  @Test
  void theRampStopsBeforeTheNodeSuffers() throws Exception {
    place.observer.strain = level -> ScriptedPlace.well(level, 1000 - 100L * level);

    TrialResult result = run("{most: 20, step: 2}");

    // 8 GiB: the usual reserve is 512 MiB.
    assertThat(density(result))
        .isEqualTo(
            new Reading.Density(
                4,
                Optional.of(5),
                GaveOut.MEMORY,
                "500 MiB of 8192 MiB are available, less than the reserve of 512 MiB"));
    assertThat(place.started).hasSize(5);
  }

  @Test
  void aNodeWithoutRoomSaysNothingOfPods() throws Exception {
    TrialResult result = run("{most: 20, reserve: 5Gi}");

    assertThat(result.problems())
        .containsExactly(
            "the node has no room even without pods: 4096 MiB of 8192 MiB are available, less than"
                + " the reserve of 5120 MiB; free some, or set a lower reserve");
    assertThat(place.started).isEmpty();
  }

  @Test
  void nothingIsAddedToANodeThatNobodySees() throws Exception {
    place.observer.strain = level -> new Reading.Blind("node", "nobody observes the node");

    TrialResult result = run("{most: 20}");

    assertThat(result.problems())
        .containsExactly(
            "nothing would stop the pods before the node suffers, with 0 of them standing: nobody"
                + " observes the node");
    assertThat(place.started).isEmpty();
  }

  @Test
  void allPodsGoTheNewestTenFirst() throws Exception {
    TrialResult _ = run("{most: 25, step: 25}");

    assertThat(place.removed.subList(0, 10))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(16, 25).boxed().toList());
    assertThat(place.removed.subList(20, 25)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  @Test
  void anInterruptedRampLeavesNoPod() {
    place.interruptAt = 7;

    assertThatThrownBy(() -> run("{most: 25}")).isInstanceOf(InterruptedException.class);

    assertThat(place.removed).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
  }
}
