package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements.Measured;
import dev.tare.result.Mark;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Arrival;
import dev.tare.scenario.Ready;
import dev.tare.scenario.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StartupMeasurementTest {
  private static final Workload STARTUP =
      new Workload.Startup(new Arrival.Serial(1), Ready.HOME_CALL);

  private static Mark mark(Phase phase, long nanos, long error) {
    return new Mark(phase, "harness", nanos, error);
  }

  private static TrialResult result(PodOutcome... pods) {
    return new TrialResult(List.of(pods), List.of(), Map.of(), List.of());
  }

  @Test
  void measuresBetweenMarksAndAddsTheirErrors() {
    TrialResult result =
        result(
            new PodOutcome.Completed(
                "p1",
                List.of(
                    mark(Phase.REQUESTED, 1_000, 10),
                    mark(Phase.SANDBOX_CREATED, 81_000, 10),
                    mark(Phase.CONTAINER_CREATED, 87_000, 10),
                    mark(Phase.FIRST_OUTPUT, 130_000, 500),
                    mark(Phase.CALLED_HOME, 138_000, 10),
                    mark(Phase.START_ANSWERED, 139_000, 10))));

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
  void aCauseAfterItsEffectFailsTheTrial() {
    TrialResult result =
        result(
            new PodOutcome.Completed(
                "p1",
                List.of(
                    mark(Phase.REQUESTED, 0, 10),
                    mark(Phase.SANDBOX_CREATED, 9_000_000, 10),
                    mark(Phase.CONTAINER_CREATED, 5_000_000, 10))));

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
        result(
            new PodOutcome.Completed(
                "p1",
                List.of(
                    mark(Phase.FIRST_OUTPUT, 900_000, 10), mark(Phase.CALLED_HOME, 100_000, 10))));

    assertThat(Measurements.of(STARTUP, result).samples())
        .singleElement()
        .extracting(Sample::value)
        .isEqualTo(-800_000.0);
  }

  @Test
  void aDifferenceWithinTheErrorIsKeptAsItIs() {
    TrialResult result =
        result(
            new PodOutcome.Completed(
                "p1",
                List.of(mark(Phase.REQUESTED, 1_000, 600), mark(Phase.FIRST_OUTPUT, 500, 10))));

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
}
