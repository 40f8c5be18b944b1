package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.compare.StartupView.PhaseTime;
import dev.tare.compare.StartupView.Point;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that come by a schedule, that are cold, or that a user's own sign ends: each for itself. */
class ArrivalsTest {

  @TempDir Path results;

  private static Sample millis(String metric, double value) {
    return new Sample(Metric.duration(metric), value * 1e6, 0);
  }

  private static PodOutcome arrived(double intended, double requested, double home) {
    return RunBuilder.pod(
        Map.of(
            Phase.INTENDED, intended,
            Phase.REQUESTED, requested,
            Phase.SANDBOX_CREATED, requested + 50,
            Phase.CALLED_HOME, home));
  }

  @Test
  void serialAndOpenPodsStandInViewsOfTheirOwn() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(1, "runc", 100, 110)
            .startup(
                1,
                "runc",
                "open",
                List.of(arrived(1000, 1004, 1150), arrived(1500, 1500, 1640)),
                List.of(),
                List.of(
                    millis("startup.open.home_call", 150),
                    millis("startup.open.home_call", 140),
                    millis("startup.open.send_lag", 4)));

    Comparison comparison = Comparison.of(run.write(results));

    assertThat(comparison.startup())
        .extracting(view -> view.workload() + " " + view.metric() + ", " + view.stop())
        .containsExactly(
            "serial startup.home_call, to its home call",
            "open startup.open.home_call, from when it was due to its home call");
    StartupView.Curve open = comparison.startup().getLast().runtimes().getFirst();
    assertThat(open.points()).containsExactly(new Point(140e6, 0.5), new Point(150e6, 1));
    assertThat(open.phases())
        .extracting(PhaseTime::name)
        .containsExactly("sent late", "sandbox", "start");
    assertThat(comparison.metric("serial", "startup.open.home_call")).isEmpty();
    assertThat(comparison.metric("open", "startup.home_call")).isEmpty();
    assertThat(comparison.metric("open", "startup.open.send_lag").orElseThrow().label())
        .isEqualTo("send lag, by schedule");
  }

  @Test
  void aPodThatWasDueAndNeverAnsweredIsInfinitelySlow() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(
                1,
                "runc",
                "open",
                List.of(arrived(0, 0, 150), RunBuilder.censored()),
                List.of(),
                List.of(millis("startup.open.home_call", 150)));

    Comparison comparison = Comparison.of(run.write(results));

    assertThat(comparison.startup().getFirst().runtimes().getFirst().points())
        .containsExactly(new Point(150e6, 0.5));
  }

  @Test
  void aUsersOwnSignEndsTheCurveAndWhatThePodPrintsIsNoStepToIt() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(
                1,
                "runc",
                "web",
                List.of(
                    RunBuilder.pod(
                        Map.of(
                            Phase.REQUESTED, 0.0,
                            Phase.SANDBOX_CREATED, 50.0,
                            Phase.CONTAINER_CREATED, 60.0,
                            Phase.FIRST_OUTPUT, 170.0,
                            Phase.HTTP_ANSWERED, 160.0))),
                List.of(),
                List.of(millis("startup.http", 160), millis("startup.first_output", 170)));

    StartupView view = Comparison.of(run.write(results)).startup().getFirst();

    assertThat(view.metric()).isEqualTo("startup.http");
    assertThat(view.runtimes().getFirst().phases())
        .extracting(phase -> phase.name() + " " + phase.nanos().known().orElseThrow().value() / 1e6)
        .containsExactly("sandbox 50.0", "create 10.0", "start, and the program 100.0");
  }

  @Test
  void aColdStartIsOneValueAndWhereNobodySawItTheReasonStandsThere() throws IOException {
    RunBuilder run =
        new RunBuilder("runc", "gvisor")
            .startup(
                1,
                "runc",
                "serial",
                List.of(RunBuilder.answered(100)),
                List.of(),
                List.of(millis("startup.home_call", 100), millis("startup.cold.first_output", 900)))
            .startup(
                1,
                "gvisor",
                "serial",
                List.of(RunBuilder.answered(300)),
                List.of(new Reading.Blind(Reading.FirstPod.VIEW, "the node was up before")),
                List.of(millis("startup.home_call", 300)));

    Comparison comparison = Comparison.of(run.write(results));

    MetricComparison cold = comparison.metric("serial", "startup.cold.first_output").orElseThrow();
    assertThat(cold.label()).isEqualTo("start-up to first output, first pod of the node");
    assertThat(cold.runtime("runc").orElseThrow().median().known().orElseThrow().value())
        .isEqualTo(900e6);
    assertThat(cold.runtime("runc").orElseThrow().p90())
        .isEqualTo(new Figure.Absent("one pod in a run"));
    assertThat(cold.runtime("gvisor").orElseThrow().median())
        .isEqualTo(new Figure.Absent("the node was up before"));
    assertThat(comparison.startup().getFirst().metric()).isEqualTo("startup.home_call");
  }
}
