package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.PublishedSchemas;
import dev.tare.report.HtmlReport;
import dev.tare.report.TextReport;
import dev.tare.result.GaveOut;
import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interval for each ramp, and nothing concluded from ramps that only came to their cap. */
class DensityViewsTest {
  private static final Metric PODS =
      new Metric("density.idle_pods", Metric.Unit.ONE, Metric.Direction.HIGHER_IS_BETTER);

  @TempDir Path results;

  private final RunBuilder run = new RunBuilder("runc", "gvisor");

  private void gaveOut(int round, String runtime, int good, int bad, GaveOut gaveOut) {
    run.density(
        round,
        runtime,
        new Reading.Density(good, Optional.of(bad), gaveOut, "in its own words"),
        new Sample(PODS, good, bad - good),
        new Sample(Metric.size("density.cgroup"), 5 << 20, 0));
  }

  private void capped(int round, String runtime, int most) {
    run.density(
        round,
        runtime,
        new Reading.Density(
            most, Optional.empty(), GaveOut.NOTHING, "the cap of %d was reached".formatted(most)),
        new Sample(Metric.size("density.cgroup"), 5 << 20, 0));
  }

  private Comparison comparison() throws IOException {
    return Comparison.of(run.write(results));
  }

  private static DensityView.Row row(Comparison comparison, String runtime) {
    return comparison.density().getFirst().runtime(runtime).orElseThrow();
  }

  private static MetricComparison.RuntimeValues pods(Comparison comparison, String runtime) {
    return comparison
        .metric("dense", "density.idle_pods")
        .flatMap(metric -> metric.runtime(runtime))
        .orElseThrow();
  }

  @Test
  void lastGoodLevelsAreComparedRoundByRound() throws IOException {
    for (int round = 1; round <= 6; round++) {
      gaveOut(round, "runc", 100 + round, 105 + round, GaveOut.MEMORY);
      gaveOut(round, "gvisor", 50, 52 + round, round == 1 ? GaveOut.POD : GaveOut.MEMORY);
    }
    Comparison comparison = comparison();

    assertThat(row(comparison, "runc").pods()).isEqualTo("[101, 111]");
    assertThat(row(comparison, "gvisor").pods()).isEqualTo("[50, 58]");
    assertThat(row(comparison, "gvisor").gaveOut())
        .isEqualTo("a pod failed (1 of 6 rounds) and memory reserve reached (5 of 6 rounds)");
    assertThat(pods(comparison, "gvisor").effect())
        .isInstanceOfSatisfying(
            Effect.Ratio.class,
            ratio -> {
              assertThat(ratio.controlOverRuntime()).isTrue();
              assertThat(ratio.value()).isBetween(2.0, 2.2);
            });
    assertThat(comparison.answers())
        .extracting(Answer::sentence)
        .containsExactly(
            "gvisor: the node holds idle pods in [50, 58], last good to first bad (a pod failed (1"
                + " of 6 rounds) and memory reserve reached (5 of 6 rounds)).");
  }

  @Test
  void aCapIsALowerBoundAndNothingIsConcludedFromTheOtherRounds() throws IOException {
    for (int round = 1; round <= 6; round++) {
      if (round == 3) {
        gaveOut(round, "runc", 55, 58, GaveOut.START);
      } else {
        capped(round, "runc", 60);
      }
      gaveOut(round, "gvisor", 40, 45, GaveOut.MEMORY);
    }
    Comparison comparison = comparison();

    assertThat(row(comparison, "runc").pods()).isEqualTo("at least 55");
    assertThat(pods(comparison, "runc").median())
        .isEqualTo(new Figure.Absent("at least 55: the cap ended 5 of 6 rounds"));
    assertThat(pods(comparison, "gvisor").effect())
        .isEqualTo(new Effect.None("the control: at least 55: the cap ended 5 of 6 rounds"));
    assertThat(pods(comparison, "gvisor").median().known().map(Figure.Known::value)).contains(40.0);
  }

  @Test
  void aRunWhoseRampsAllCameToTheirCapStillSaysSo() throws IOException {
    capped(1, "runc", 60);
    capped(1, "gvisor", 60);
    Comparison comparison = comparison();

    assertThat(pods(comparison, "gvisor").median())
        .isEqualTo(new Figure.Absent("at least 60: the cap ended 1 of 1 rounds"));
    assertThat(comparison.answers())
        .extracting(Answer::sentence)
        .containsExactly(
            "gvisor: the node holds at least 60 idle pods (the cap; nothing gave out).");
    assertThat(TextReport.render(comparison, 100, false))
        .contains("Idle density of dense")
        .contains("at least 60            5.00  nothing up to the cap");
    assertThat(HtmlReport.text(comparison)).contains("Idle density", "at least 60");
    assertThat(PublishedSchemas.errors("comparison", ComparisonJson.write(comparison))).isEmpty();
  }

  @Test
  void aSpoiltRampCountsForNothing() throws IOException {
    run.spoilt(1, "runc", "nobody sees the node");
    gaveOut(1, "gvisor", 3, 4, GaveOut.TASKS);

    Comparison comparison = comparison();

    assertThat(row(comparison, "runc").pods()).isEqualTo("–");
    assertThat(row(comparison, "gvisor").ramps().getFirst().pods()).isEqualTo("[3, 4]");
  }
}
