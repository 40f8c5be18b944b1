package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements.Measured;
import dev.tare.result.Mark;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Arrival;
import dev.tare.scenario.Ready;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StartupMeasurementTest {
  private static final Workload STARTUP =
      new Workload.Startup(new Arrival.Serial(1), Ready.HOME_CALL);

  private static final Workload BURST = new Workload.Startup(new Arrival.Burst(2), Ready.HOME_CALL);

  private static Mark mark(Phase phase, long nanos, long error) {
    return new Mark(phase, "harness", nanos, error);
  }

  private static TrialResult ofOnePod(Mark... marks) {
    return result(new PodOutcome.Completed("p1", List.of(marks)));
  }

  private static TrialResult result(PodOutcome... pods) {
    return new TrialResult(List.of(pods), List.of(), Map.of(), List.of());
  }

  @Test
  void measuresBetweenMarksAndAddsTheirErrors() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 1_000, 10),
            mark(Phase.SANDBOX_CREATED, 81_000, 10),
            mark(Phase.CONTAINER_CREATED, 87_000, 10),
            mark(Phase.FIRST_OUTPUT, 130_000, 500),
            mark(Phase.CALLED_HOME, 138_000, 10),
            mark(Phase.START_ANSWERED, 139_000, 10));

    Map<String, Sample> samples =
        Measurements.of(STARTUP, result).samples().stream()
            .collect(Collectors.toMap(sample -> sample.metric().name(), sample -> sample));

    assertThat(samples)
        .containsEntry(
            "startup.home_call", new Sample(Metric.duration("startup.home_call"), 137_000, 20))
        .containsEntry(
            "startup.network_usable",
            new Sample(Metric.duration("startup.network_usable"), 8_000, 510))
        .containsEntry("startup.start", new Sample(Metric.duration("startup.start"), 52_000, 20));
    assertThat(samples).doesNotContainKeys("startup.gone", "startup.task_start");
  }

  @Test
  void aPodOfKubernetesHasWhatTheWatchShowedAndNothingOfCri() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 1_000, 10),
            mark(Phase.SCHEDULED, 11_000, 10),
            mark(Phase.ACKNOWLEDGED, 13_000, 10),
            mark(Phase.CALLED_HOME, 700_000, 10),
            mark(Phase.OUTPUT_RECEIVED, 730_000, 10),
            mark(Phase.CONTAINERS_STARTED, 1_501_000, 10),
            mark(Phase.READY, 1_501_000, 10));

    Measured measured = Measurements.of(STARTUP, result);

    assertThat(measured.result().problems()).isEmpty();
    assertThat(
            measured.samples().stream()
                .collect(Collectors.toMap(sample -> sample.metric().name(), Sample::value)))
        .isEqualTo(
            Map.of(
                "startup.home_call", 699_000.0,
                "startup.output_received", 729_000.0,
                "startup.sli", 1_500_000.0,
                "startup.ready", 1_500_000.0,
                "startup.acknowledged", 12_000.0,
                "startup.schedule", 10_000.0));
  }

  @Test
  void aWatchThatShowsAPodBeforeItWasAskedForFailsTheTrial() {
    TrialResult result =
        ofOnePod(mark(Phase.REQUESTED, 9_000, 10), mark(Phase.CONTAINERS_STARTED, 5_000, 10));

    assertThat(Measurements.of(STARTUP, result).result().problems())
        .singleElement()
        .asString()
        .contains("CONTAINERS_STARTED", "before REQUESTED");
  }

  @Test
  void theNetworksSetUpLiesBetweenItsPluginsStamps() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 1_000, 10),
            new Mark(Phase.NETWORK_BEGUN, "cni", 9_000_000, 1_040),
            new Mark(Phase.NETWORK_READY, "cni", 41_000_000, 1_040),
            mark(Phase.SANDBOX_CREATED, 81_000_000, 10));

    assertThat(Measurements.of(STARTUP, result).samples())
        .contains(new Sample(Metric.duration("startup.network"), 32_000_000, 2_080))
        .extracting(sample -> sample.metric().name())
        .containsExactly("startup.network", "startup.sandbox");
  }

  @Test
  void aSandboxTakesFromTheKubeletsCallNotFromTheRequestToTheApiServer() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 1_000_000, 10),
            new Mark(Phase.SANDBOX_BEGUN, "kubelet", 109_000_000, 40),
            new Mark(Phase.SANDBOX_CREATED, "kubelet", 181_000_000, 40),
            new Mark(Phase.CONTAINER_BEGUN, "kubelet", 186_000_000, 40),
            new Mark(Phase.CONTAINER_CREATED, "kubelet", 190_000_000, 40),
            new Mark(Phase.START_ANSWERED, "kubelet", 260_000_000, 40));

    assertThat(Measurements.of(STARTUP, result).samples())
        .containsExactly(
            new Sample(Metric.duration("startup.before_sandbox"), 108_000_000, 50),
            new Sample(Metric.duration("startup.sandbox"), 72_000_000, 80),
            new Sample(Metric.duration("startup.create"), 4_000_000, 80),
            new Sample(Metric.duration("startup.start"), 70_000_000, 80));
  }

  @Test
  void aSandboxThatWasCalledForBeforeItsPodFailsTheTrial() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 9_000_000, 10),
            new Mark(Phase.SANDBOX_BEGUN, "kubelet", 8_000_000, 40));

    assertThat(Measurements.of(STARTUP, result).result().problems())
        .singleElement()
        .asString()
        .contains("SANDBOX_BEGUN", "before REQUESTED");
  }

  @Test
  void aGuestsBootIsWhatItsKernelSaid() {
    TrialResult result =
        new TrialResult(
            List.of(new PodOutcome.Completed("p1", List.of(mark(Phase.REQUESTED, 0, 10)))),
            List.of(new Reading.GuestBoot("p1", 312_345_000, 540_000_000)),
            Map.of(),
            List.of());

    assertThat(Measurements.of(STARTUP, result).samples())
        .containsExactly(new Sample(Metric.duration("startup.guest_boot"), 312_345_000, 1_000));
  }

  @Test
  void aNetworkThatIsReadyAfterItsSandboxFailsTheTrial() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 1_000, 10),
            new Mark(Phase.NETWORK_BEGUN, "cni", 9_000_000, 1_040),
            new Mark(Phase.NETWORK_READY, "cni", 91_000_000, 1_040),
            mark(Phase.SANDBOX_CREATED, 81_000_000, 10));

    Measured measured = Measurements.of(STARTUP, result);

    assertThat(measured.samples()).isEmpty();
    assertThat(measured.result().problems())
        .singleElement()
        .asString()
        .contains("SANDBOX_CREATED", "before NETWORK_READY");
  }

  @Test
  void aCauseAfterItsEffectFailsTheTrial() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 0, 10),
            mark(Phase.SANDBOX_CREATED, 9_000_000, 10),
            mark(Phase.CONTAINER_CREATED, 5_000_000, 10));

    Measured measured = Measurements.of(STARTUP, result);

    assertThat(measured.samples()).isEmpty();
    assertThat(measured.result().completed()).isFalse();
    assertThat(measured.result().problems())
        .singleElement()
        .asString()
        .contains("p1", "CONTAINER_CREATED");
  }

  @Test
  void aLogThatWasReadAfterTheCallGivesANegativeGapAsItIs() {
    TrialResult result =
        ofOnePod(mark(Phase.FIRST_OUTPUT, 900_000, 10), mark(Phase.CALLED_HOME, 100_000, 10));

    assertThat(Measurements.of(STARTUP, result).samples())
        .singleElement()
        .extracting(Sample::value)
        .isEqualTo(-800_000.0);
  }

  @Test
  void aDifferenceWithinTheErrorIsKeptAsItIs() {
    TrialResult result =
        ofOnePod(mark(Phase.REQUESTED, 1_000, 600), mark(Phase.FIRST_OUTPUT, 500, 10));

    assertThat(Measurements.of(STARTUP, result).samples())
        .singleElement()
        .extracting(Sample::value)
        .isEqualTo(-500.0);
  }

  @Test
  void podsThatDidNotCompleteGiveNoSample() {
    TrialResult result =
        result(
            new PodOutcome.Completed(
                "p1", List.of(mark(Phase.REQUESTED, 0, 1), mark(Phase.CALLED_HOME, 9, 1))),
            new PodOutcome.Censored("p2", List.of(mark(Phase.REQUESTED, 0, 1)), 60),
            new PodOutcome.Failed(
                "p3",
                List.of(mark(Phase.REQUESTED, 0, 1), mark(Phase.SANDBOX_CREATED, 5, 1)),
                "CreateContainer",
                "no such image"));

    assertThat(Measurements.of(STARTUP, result).samples())
        .extracting(Sample::value)
        .containsExactly(9.0);
  }

  private static PodOutcome.Completed answered(String pod, long requested, long calledHome) {
    return new PodOutcome.Completed(
        pod,
        List.of(
            mark(Phase.REQUESTED, requested, 10),
            mark(Phase.FIRST_OUTPUT, calledHome + 400, 500),
            mark(Phase.CALLED_HOME, calledHome, 20)));
  }

  private static List<Sample> makespans(Workload workload, TrialResult result) {
    return Measurements.of(workload, result).samples().stream()
        .filter(sample -> sample.metric().name().equals("startup.makespan"))
        .toList();
  }

  @Test
  void aBurstTakesFromItsFirstRequestToItsLastHomeCall() {
    TrialResult result = result(answered("p1", 2_000, 9_000), answered("p2", 1_000, 7_000));

    assertThat(makespans(BURST, result))
        .containsExactly(new Sample(Metric.duration("startup.makespan"), 8_000, 30));
  }

  @Test
  void aBurstWithoutHomeCallsEndsWithItsLastFirstOutput() {
    TrialResult result =
        result(
            new PodOutcome.Completed(
                "p1",
                List.of(mark(Phase.REQUESTED, 1_000, 10), mark(Phase.FIRST_OUTPUT, 5_000, 500))),
            answered("p2", 2_000, 3_000));

    assertThat(makespans(BURST, result))
        .containsExactly(new Sample(Metric.duration("startup.makespan"), 4_000, 510));
  }

  @Test
  void aBurstOfWhichAPodDidNotCompleteHasNoMakespan() {
    TrialResult result =
        result(
            answered("p1", 2_000, 9_000),
            new PodOutcome.Censored("p2", List.of(mark(Phase.REQUESTED, 0, 1)), 60));

    assertThat(makespans(BURST, result)).isEmpty();
  }

  @Test
  void podsOneAfterAnotherHaveNoMakespan() {
    assertThat(makespans(STARTUP, result(answered("p1", 2_000, 9_000)))).isEmpty();
  }

  private static final Workload OPEN =
      new Workload.Startup(
          new Arrival.Open(120, Duration.ofSeconds(30), Arrival.Open.Spacing.CONSTANT, 20),
          Ready.HOME_CALL);

  private static PodOutcome arrived(String pod, long intended, long lag, long latency) {
    return new PodOutcome.Completed(
        pod,
        List.of(
            mark(Phase.INTENDED, intended, 10),
            mark(Phase.REQUESTED, intended + lag, 10),
            mark(Phase.SANDBOX_CREATED, intended + lag + 1_000, 10),
            mark(Phase.CALLED_HOME, intended + latency, 10)));
  }

  @Test
  void anOpenArrivalCountsFromWhenPodsWereDueAndSharesNoMetricWithOthers() {
    Measured measured =
        Measurements.of(OPEN, result(arrived("p1", 5_000_000, 3_000_000, 90_000_000)));

    assertThat(measured.result().problems()).isEmpty();
    assertThat(
            measured.samples().stream()
                .collect(Collectors.toMap(sample -> sample.metric().name(), Sample::value)))
        .isEqualTo(
            Map.of(
                "startup.open.home_call", 90_000_000.0,
                "startup.open.sandbox", 1_000.0,
                "startup.open.send_lag", 3_000_000.0));
  }

  @Test
  void aScheduleThatWasNotKeptIsInvalidAndHasNoFigures() {
    PodOutcome[] pods = new PodOutcome[20];
    for (int i = 0; i < pods.length; i++) {
      pods[i] = arrived("p" + i, i * 500_000_000L, i == 7 ? 6_000_000 : 100_000, 90_000_000);
    }

    Measured measured = Measurements.of(OPEN, result(pods));

    assertThat(measured.samples()).isEmpty();
    assertThat(measured.result().problems())
        .singleElement()
        .asString()
        .isEqualTo(
            "INVALID: the schedule was not kept, pods were asked for up to 6.0 ms late (p99), and"
                + " 5.0 ms is the most");
  }

  @Test
  void aSlowPodExcusesTwoHundredthsOfItsTime() {
    PodOutcome slow = arrived("p1", 0, 9_000_000, 500_000_000);

    assertThat(Measurements.of(OPEN, result(slow)).result().problems()).isEmpty();
    assertThat(
            Measurements.of(OPEN, result(arrived("p1", 0, 11_000_000, 500_000_000)))
                .result()
                .problems())
        .hasSize(1);
  }

  @Test
  void whatEndsAStartIsAMetricOfItsOwn() {
    for (Map.Entry<Phase, String> end :
        Map.of(
                Phase.TCP_ACCEPTED, "startup.tcp",
                Phase.HTTP_ANSWERED, "startup.http",
                Phase.LINE_LOGGED, "startup.log_line",
                Phase.LINE_RECEIVED, "startup.log_line_received")
            .entrySet()) {
      TrialResult result = ofOnePod(mark(Phase.REQUESTED, 0, 10), mark(end.getKey(), 70, 5_000));

      assertThat(Measurements.of(STARTUP, result).samples())
          .containsExactly(new Sample(Metric.duration(end.getValue()), 70, 5_010));
    }
  }

  @Test
  void aBurstEndsWithItsLastAnswerWhateverAnswers() {
    TrialResult result =
        ofOnePod(
            mark(Phase.REQUESTED, 0, 10),
            mark(Phase.FIRST_OUTPUT, 40, 10),
            mark(Phase.HTTP_ANSWERED, 70, 10));

    assertThat(Measurements.of(BURST, result).samples())
        .contains(new Sample(Metric.duration("startup.makespan"), 70, 20));
  }

  @Test
  void theFirstPodSinceTheNodesStartIsNotAmongTheWarmOnes() {
    TrialResult result =
        new TrialResult(
            List.of(
                new PodOutcome.Completed(
                    "p1", List.of(mark(Phase.REQUESTED, 0, 10), mark(Phase.CALLED_HOME, 70, 10)))),
            List.of(
                new Reading.FirstPod(
                    "receipt",
                    List.of(mark(Phase.REQUESTED, 0, 10), mark(Phase.FIRST_OUTPUT, 900, 10)))),
            Map.of(),
            List.of());

    assertThat(
            Measurements.of(STARTUP, result).samples().stream()
                .collect(Collectors.toMap(sample -> sample.metric().name(), Sample::value)))
        .isEqualTo(Map.of("startup.home_call", 70.0, "startup.cold.first_output", 900.0));
  }

  @Test
  void whatTheApiServerForgetsAndWhatTheNodeReleasesAreTwoThings() {
    TrialResult result =
        ofOnePod(
            mark(Phase.STOP_REQUESTED, 0, 10),
            mark(Phase.DELETED, 50, 10),
            mark(Phase.GONE, 70, 30));

    assertThat(Measurements.of(STARTUP, result).samples())
        .containsExactly(
            new Sample(Metric.duration("startup.deleted"), 50, 20),
            new Sample(Metric.duration("startup.gone"), 70, 40));
  }
}
