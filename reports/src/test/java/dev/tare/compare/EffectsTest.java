package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.compare.MetricComparison.RoundValue;
import dev.tare.result.Metric;
import dev.tare.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratios and differences, each computed by hand. */
class EffectsTest {

  private static final Metric GETPPID = Metric.duration("syscall.getppid");

  @TempDir Path results;

  @Test
  void aRatioIsTheCentreOfThePairedLogRatios() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 6; round++) {
      run.startup(round, "runc", 90, 100, 130);
      run.startup(round, "gvisor", 100 * Math.pow(2, round), 1, 1e6);
    }

    Effect.Ratio ratio = ratio(compare(run), "serial", "startup.home_call", "gvisor");

    // Log ratios to base 2 are 1 to 6: centre 3.5, interval from 1 to 6, p = 2/64.
    assertThat(ratio.value()).isCloseTo(Math.pow(2, 3.5), within(1e-9));
    assertThat(ratio.interval().low()).isCloseTo(2, within(1e-9));
    assertThat(ratio.interval().high()).isCloseTo(64, within(1e-9));
    assertThat(ratio.interval().level()).isCloseTo(0.96875, within(1e-12));
    assertThat(ratio.p()).isCloseTo(0.03125, within(1e-12));
    assertThat(ratio.rounds()).isEqualTo(6);
    // (2.5706 + 0.9195) × 1.8708 ln 2 / sqrt(0.95493 × 6) = 1.8907 in the logarithm.
    assertThat(ratio.detectable()).isCloseTo(Math.expm1(1.8907), within(2e-3));
    assertThat(ratio.controlOverRuntime()).isFalse();
    assertThat(ratio.shown()).isTrue();
  }

  @Test
  void aReductionIsWhatIsLessAndNotWhatIsLeft() throws IOException {
    Effect.Ratio seconds = ratioOf(GETPPID, 0.82, 0.6);
    Effect.Ratio memory = ratioOf(Metric.size("memory.pss"), 223.2, 178.2);

    assertThat(seconds.change()).isCloseTo(-0.268, within(5e-4));
    assertThat(memory.change()).isCloseTo(-0.202, within(5e-4));
  }

  @Test
  void throughputIsACostTooAndSaysThatItIsTurnedRound() throws IOException {
    Effect.Ratio ratio = ratioOf(Metric.throughput("network.throughput"), 5.1e9, 1.5e9);

    assertThat(ratio.value()).isCloseTo(3.4, within(1e-9));
    assertThat(ratio.controlOverRuntime()).isTrue();
  }

  @Test
  void equalRoundsShowNoDifference() throws IOException {
    Effect.Ratio ratio = ratioOf(GETPPID, 100, 100);

    assertThat(ratio.value()).isEqualTo(1);
    assertThat(ratio.interval()).isEqualTo(new Interval(1, 1, 1 - 2.0 / 64));
    assertThat(ratio.p()).isEqualTo(1);
    assertThat(ratio.detectable()).isZero();
    assertThat(ratio.shown()).isFalse();
  }

  @Test
  void tiedRoundsKeepTheirExactP() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "jmh", GETPPID, 100);
      run.samples(round, "gvisor", "jmh", GETPPID, round == 1 ? 50 : 200);
    }

    Effect.Ratio ratio = ratio(compare(run), "jmh", "syscall.getppid", "gvisor");

    // All six share rank 3.5, one is negative: P(at most one of six) = 7/64, twice.
    assertThat(ratio.p()).isCloseTo(14.0 / 64, within(1e-12));
    assertThat(ratio.value()).isCloseTo(2, within(1e-12));
    assertThat(ratio.interval().low()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void aMetricThatReachesZeroHasADifference() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    Metric slope = Metric.size("memory.node_slope");
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "memory", slope, 10);
      run.samples(round, "gvisor", "memory", slope, 10 + round);
    }
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "jmh", GETPPID, 0);
      run.samples(round, "gvisor", "jmh", GETPPID, -2);
    }
    Comparison comparison = compare(run);

    assertThat(effect(comparison, "memory", "memory.node_slope", "gvisor"))
        .isInstanceOfSatisfying(
            Effect.Difference.class,
            difference -> {
              assertThat(difference.value()).isEqualTo(3.5);
              assertThat(difference.interval().low()).isEqualTo(1);
              assertThat(difference.interval().high()).isEqualTo(6);
              assertThat(difference.shown()).isTrue();
            });
    assertThat(effect(comparison, "jmh", "syscall.getppid", "gvisor"))
        .isInstanceOfSatisfying(
            Effect.Difference.class, difference -> assertThat(difference.value()).isEqualTo(-2));
  }

  @Test
  void aRoundOfIterationsIsItsMedian() throws IOException {
    RunBuilder run = new RunBuilder("runc").samples(1, "runc", "jmh", GETPPID, 100, 110, 150);

    MetricComparison metric = compare(run).metric("jmh", "syscall.getppid").orElseThrow();

    MetricComparison.RuntimeValues runc = metric.runtime("runc").orElseThrow();
    assertThat(runc.n()).isEqualTo(3);
    assertThat(runc.summaries())
        .singleElement()
        .satisfies(
            summary -> {
              assertThat(summary.statistic()).isEqualTo(Statistic.MEDIAN);
              assertThat(summary.rounds()).containsExactly(new RoundValue(1, 110));
            });
    assertThat(runc.p99()).isEqualTo(new Figure.Absent("each round gives one value"));
  }

  @Test
  void fiveRoundsGiveNoRatio() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 5; round++) {
      run.startup(round, "runc", 100).startup(round, "gvisor", 200);
    }

    assertThat(none(run)).isEqualTo("needs 6 rounds, has 5");
  }

  @Test
  void onlyRoundsWithBothOnOneNodeArePairs() throws IOException {
    RunBuilder apart = new RunBuilder("runc", "gvisor");
    RunBuilder partly = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 8; round++) {
      apart.on("a").startup(round, "runc", 100).on("b").startup(round, "gvisor", 200);
      partly.startup(round, "runc", 100);
      if (round > 2) {
        partly.startup(round, "gvisor", 200);
      }
    }

    assertThat(none(apart)).isEqualTo("different nodes");
    assertThat(ratio(compare(partly), "serial", "startup.home_call", "gvisor").rounds())
        .isEqualTo(6);
  }

  @Test
  void termsReceiptsAndRefusalsVoidTheRatio() throws IOException {
    assertThat(none(sixRounds().unequal("gvisor", "cpus 2 instead of 1")))
        .isEqualTo("unequal terms: cpus 2 instead of 1");
    assertThat(none(sixRounds().withoutReceipt("gvisor"))).isEqualTo("no receipt was taken");
    assertThat(none(sixRounds().refused("runc", "it runs in a VM")))
        .isEqualTo("the control: refused: it runs in a VM");
  }

  @Test
  void aRatioStandsOnThePlainContainerOfTheSameSnapshotter() throws IOException {
    RunBuilder run = new RunBuilder("runc", "runc-devmapper", "kata-fc");
    for (int round = 1; round <= 6; round++) {
      run.startup(round, "runc", 100)
          .startup(round, "runc-devmapper", 200)
          .startup(round, "kata-fc", 600);
    }
    run.snapshotter("runc", "host", "overlayfs")
        .snapshotter("runc-devmapper", "host", "devmapper")
        .snapshotter("kata-fc", "vm", "devmapper");

    Comparison comparison = compare(run);

    assertThat(ratio(comparison, "serial", "startup.home_call", "kata-fc").value())
        .isCloseTo(3, within(1e-9));
    assertThat(comparison.answers()).anyMatch(a -> a.sentence().contains("3.00× runc-devmapper"));
    assertThat(comparison.warnings())
        .contains(
            "Ratios of kata-fc stand on runc-devmapper, whose images come from the same"
                + " snapshotter, not on runc.");
  }

  @Test
  void aRoundWhosePodsNeverAnswerGivesNoRatioRatherThanAFlatteringOne() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 7; round++) {
      run.startup(round, "runc", 100);
      run.startup(
          round, "gvisor", List.of(round == 3 ? RunBuilder.censored() : RunBuilder.answered(50)));
    }

    assertThat(none(run)).isEqualTo("in round 3 the median pod was never ready");
  }

  private static RunBuilder sixRounds() {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 6; round++) {
      run.startup(round, "runc", 100).startup(round, "gvisor", 200);
    }
    return run;
  }

  private Effect.Ratio ratioOf(Metric metric, double control, double runtime) throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "family", metric, control);
      run.samples(round, "gvisor", "family", metric, runtime);
    }
    return ratio(compare(run), "family", metric.name(), "gvisor");
  }

  private String none(RunBuilder run) throws IOException {
    Effect effect = effect(compare(run), "serial", "startup.home_call", "gvisor");
    assertThat(effect).isInstanceOf(Effect.None.class);
    return ((Effect.None) effect).because();
  }

  private static Effect.Ratio ratio(
      Comparison comparison, String workload, String metric, String runtime) {
    Effect effect = effect(comparison, workload, metric, runtime);
    assertThat(effect).isInstanceOf(Effect.Ratio.class);
    return (Effect.Ratio) effect;
  }

  private static Effect effect(
      Comparison comparison, String workload, String metric, String runtime) {
    return comparison
        .metric(workload, metric)
        .orElseThrow()
        .runtime(runtime)
        .orElseThrow()
        .effect();
  }

  private int written;

  private Comparison compare(RunBuilder run) throws IOException {
    return Comparison.of(run.write(results.resolve("run-" + written++)));
  }
}
