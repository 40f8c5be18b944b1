package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.compare.Counts.Cause;
import dev.tare.compare.Table.Standing;
import dev.tare.result.Metric;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Run;
import dev.tare.stats.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole run says, in tables, sentences and warnings. */
class ComparisonTest {

  private static final Metric GETPPID = Metric.duration("syscall.getppid");
  private static final Metric CPU = Metric.duration("cpu.work");

  @TempDir Path results;

  @Test
  void theSentenceAndTheTableSayWhatWasMeasured() throws IOException {
    RunBuilder run = twiceAsSlow(6);
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "memory", Metric.size("memory.pss"), 20 << 20);
      run.samples(round, "gvisor", "memory", Metric.size("memory.pss"), 100 << 20);
      run.samples(round, "runc", "jmh", GETPPID, 100);
      run.samples(round, "gvisor", "jmh", GETPPID, round % 2 == 0 ? 99 : 101);
      run.samples(round, "runc", "network", Metric.throughput("network.throughput"), 5e9);
      run.samples(round, "gvisor", "network", Metric.throughput("network.throughput"), 1.25e9);
    }

    Comparison comparison = compare(run);

    assertThat(sentences(comparison))
        .containsExactly(
            "gvisor: a pod starts in 200 ms, 2.00× runc (2.00–2.00);"
                + " an idle pod takes 100 MiB, 5.00× runc (5.00–5.00);"
                + " getppid takes 100 ns, no difference from runc shown (0.99–1.01×);"
                + " the network carries 10.0 Gbit/s, and runc carries 4.00× as much (4.00–4.00).");
    Table.Row gvisor = row(comparison, "gvisor");
    assertThat(gvisor.standing()).isEqualTo(Standing.MEASURED);
    assertThat(value(gvisor.startupMedianNanos())).isEqualTo(200e6);
    assertThat(value(gvisor.idleBytesPerPod())).isEqualTo(100 << 20);
    assertThat(value(gvisor.throughputBytesPerSecond())).isEqualTo(1.25e9);
    assertThat(gvisor.requestP99Nanos()).isEqualTo(new Figure.Absent("not measured"));
    assertThat(gvisor.kernel()).isEqualTo("Linux 6.18");
    assertThat(row(comparison, "runc").standing()).isEqualTo(Standing.CONTROL);
    assertThat(comparison.table().startupWorkload()).isEqualTo("serial");
    assertThat(comparison.warnings()).isEmpty();
    assertThat(comparison.completedTrials()).isEqualTo(48);
  }

  @Test
  void failedAndCensoredPodsAreCountedAndNamed() throws IOException {
    RunBuilder run = twiceAsSlow(6);
    run.startup(
        7,
        "gvisor",
        List.of(
            RunBuilder.answered(200),
            RunBuilder.failed("no space left"),
            RunBuilder.failed("no such image"),
            RunBuilder.failed("no space left"),
            RunBuilder.censored()));

    Comparison comparison = compare(run);

    Counts pods = row(comparison, "gvisor").pods();
    assertThat(pods.completed()).isEqualTo(31);
    assertThat(pods.censored()).isEqualTo(1);
    assertThat(pods.failed()).isEqualTo(3);
    assertThat(pods.total()).isEqualTo(35);
    assertThat(pods.causes())
        .containsExactly(
            new Cause("creating the sandbox: no space left", 2),
            new Cause("creating the sandbox: no such image", 1));
    assertThat(sentences(comparison))
        .singleElement()
        .asString()
        .endsWith("; 3 of 35 pods failed and 1 of 35 pods were not ready in time.");
    assertThat(values(comparison, "gvisor").n()).isEqualTo(35);
  }

  @Test
  void podsThatNeverAnswerPushTheQuantilesUp() throws IOException {
    List<PodOutcome> pods = new ArrayList<>(Collections.nCopies(17, RunBuilder.answered(100)));
    pods.addAll(Collections.nCopies(3, RunBuilder.censored()));

    MetricComparison.RuntimeValues runc =
        values(compare(new RunBuilder("runc").startup(1, "runc", pods)), "runc");

    assertThat(value(runc.median())).isEqualTo(100e6);
    assertThat(runc.p90()).isEqualTo(new Figure.Absent("too many pods were never ready"));
    assertThat(runc.p99()).isEqualTo(new Figure.Absent("needs 368 pods, has 20"));
  }

  @Test
  void percentilesSayWhatTheyNeed() throws IOException {
    MetricComparison.RuntimeValues runc =
        values(compare(new RunBuilder("runc").startup(1, "runc", 1, 2, 3, 4, 5)), "runc");

    assertThat(runc.median()).isInstanceOf(Figure.Known.class);
    assertThat(((Figure.Known) runc.median()).noInterval()).isEqualTo("needs 6 rounds, has 1");
    assertThat(((Figure.Known) runc.p90()).noInterval())
        .isEqualTo("pods of one round are not independent");
    assertThat(runc.p99()).isEqualTo(new Figure.Absent("needs 368 pods, has 5"));
  }

  /** Ten pods in each of six rounds: 10·r, 10·r + 1 … 10·r + 9 milliseconds. */
  @Test
  void startupIntervalsStandOnRounds() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    for (int round = 1; round <= 6; round++) {
      int first = 10 * round;
      run.startup(round, "runc", IntStream.range(first, first + 10).asDoubleStream().toArray());
    }

    MetricComparison.RuntimeValues runc = values(compare(run), "runc");

    // 10 to 69 as a whole: the median is 39.5, and p90 lies at 53.1 counted from 0.
    assertThat(value(runc.median())).isEqualTo(39.5e6);
    assertThat(value(runc.p90())).isCloseTo(63.1e6, within(1.0));
    // Rounds have medians of 14.5 to 64.5; six give the least and the most, at 1 - 2 / 2^6.
    Interval median = interval(runc.median());
    assertThat(median.low()).isEqualTo(14.5e6);
    assertThat(median.high()).isEqualTo(64.5e6);
    assertThat(median.level()).isEqualTo(0.96875);
    assertThat(((Figure.Known) runc.p90()).noInterval())
        .isEqualTo("pods of one round are not independent");
  }

  /** Of nine rounds the interval of the median is that from the second to the eighth. */
  @Test
  void aMedianThatFewRoundsCarryHasNoInterval() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    for (int round = 1; round <= 8; round++) {
      run.startup(round, "runc", 100 + round);
    }
    double[] many = new double[10];
    Arrays.fill(many, 500);
    run.startup(9, "runc", many);

    MetricComparison.RuntimeValues runc = values(compare(run), "runc");

    // Ten of eighteen pods are those of the last round.
    assertThat(value(runc.median())).isEqualTo(500e6);
    assertThat(((Figure.Known) runc.median()).noInterval())
        .isEqualTo("most rounds lie on one side of it");
  }

  @Test
  void aSlowFirstIterationDoesNotShiftARound() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "jmh", GETPPID, 900, 100 + round, 100);
    }

    MetricComparison.RuntimeValues runc =
        compare(run).metric("jmh", GETPPID.name()).orElseThrow().runtime("runc").orElseThrow();

    // 101 to 106.
    assertThat(value(runc.median())).isEqualTo(103.5);
    assertThat(interval(runc.median()).high()).isEqualTo(106);
    assertThat(runc.summaries().getFirst().statistic()).isEqualTo(Statistic.MEDIAN);
  }

  @Test
  void requestPercentilesAreTakenPerRound() throws IOException {
    Metric latency = Metric.duration("network.request_latency");
    RunBuilder run = new RunBuilder("runc");
    for (int round = 1; round <= 6; round++) {
      double[] requests = new double[401];
      for (int i = 0; i <= 400; i++) {
        requests[i] = i * round;
      }
      run.samples(round, "runc", "network", latency, requests);
    }
    run.samples(7, "runc", "network", Metric.duration("network.request_lag"), 1, 2, 3);

    Comparison comparison = compare(run);

    Table.Row runc = row(comparison, "runc");
    assertThat(runc.requestP99Nanos())
        .isInstanceOfSatisfying(
            Figure.Known.class,
            p99 -> {
              // p99 of 0..400 is 396; rounds 1 to 6 have 396 to 2376 and their median is 1386.
              assertThat(p99.value()).isEqualTo(1386);
              assertThat(p99.n()).isEqualTo(6);
              assertThat(p99.interval().orElseThrow().high()).isEqualTo(2376);
            });
    assertThat(
            comparison
                .metric("network", "network.request_lag")
                .orElseThrow()
                .runtime("runc")
                .orElseThrow()
                .p99())
        .isEqualTo(new Figure.Absent("a round needs 368, has 3"));
  }

  @Test
  void aRefusedRuntimeIsNamedWithItsReason() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    run.startup(1, "runc", 100).refused("gvisor", "the pod runs on the host's kernel");

    Comparison comparison = compare(run);

    assertThat(row(comparison, "gvisor").standing()).isEqualTo(Standing.REFUSED);
    assertThat(sentences(comparison))
        .containsExactly("gvisor was refused: the pod runs on the host's kernel.");
  }

  @Test
  void aRuntimeWithoutACompletedTrialSaysWhy() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor", "kata");
    run.startup(1, "runc", 100);
    run.startup(1, "gvisor", List.of(RunBuilder.failed("no runsc"), RunBuilder.censored()));
    run.spoilt(1, "kata", "a mark is missing");

    Comparison comparison = compare(run);

    assertThat(sentences(comparison))
        .containsExactly(
            "gvisor has no completed trial: 1 of 2 pods failed (creating the sandbox: no runsc).",
            "kata has no completed trial: a mark is missing.");
    assertThat(row(comparison, "kata").standing()).isEqualTo(Standing.NOTHING_COMPLETED);
    assertThat(comparison.warnings())
        .containsExactly("Left out 1 trial of serial under kata: a mark is missing");
    assertThat(values(comparison, "kata").n()).isZero();
  }

  @Test
  void anEmptyRunHasNoNumbersAndNoError() throws IOException {
    Comparison comparison =
        compare(new RunBuilder("runc", "gvisor").status(Run.Status.INTERRUPTED));

    assertThat(comparison.metrics()).isEmpty();
    assertThat(comparison.startup()).isEmpty();
    assertThat(comparison.memory()).isEmpty();
    assertThat(sentences(comparison))
        .containsExactly(
            "The control runc has no completed trial.", "gvisor has no completed trial.");
    assertThat(comparison.warnings()).containsExactly("Interrupted after 0 of 99 trials.");
  }

  @Test
  void aRunThatStillRunsOrWasKilledSaysSo() throws IOException {
    assertThat(compare(twiceAsSlow(6).status(Run.Status.RUNNING)).warnings())
        .containsExactly("The run has not ended, or was killed: 12 of 99 trials.");
  }

  @Test
  void oneRuntimeAloneHasNothingToBeComparedWith() throws IOException {
    assertThat(sentences(compare(new RunBuilder("runc").startup(1, "runc", 100))))
        .containsExactly("runc: a pod starts in 100 ms; there is nothing to compare it with.");
  }

  @Test
  void fiveRoundsAreToldInTheSentence() throws IOException {
    assertThat(sentences(compare(twiceAsSlow(5))))
        .containsExactly(
            "gvisor: a pod starts in 200 ms; no ratio to runc (needs 6 rounds, has 5).");
  }

  @Test
  void anAaPairThatIsEqualSaysSoAndIsNoRuntime() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    RunBuilder run = new RunBuilder("runc").withTwin();
    for (int round = 1; round <= 12; round++) {
      run.startup(round, "runc", 100 + random.nextDouble());
      run.startup(round, "runc#aa", 100 + random.nextDouble());
    }

    Comparison comparison = compare(run);

    assertThat(comparison.twin().ran()).isTrue();
    assertThat(comparison.twin().sentence())
        .isEqualTo("A/A pair: runc equals itself in all 2 figures.");
    assertThat(comparison.twin().pairs()).hasSize(2).allMatch(TwinCheck.Pair::equal);
    assertThat(comparison.table().rows()).extracting(Table.Row::runtime).containsExactly("runc");
  }

  @Test
  void anAaPairThatDiffersIsTold() throws IOException {
    RunBuilder run = new RunBuilder("runc").withTwin();
    for (int round = 1; round <= 6; round++) {
      run.startup(round, "runc", 100).startup(round, "runc#aa", 104);
    }

    assertThat(compare(run).twin().sentence())
        .isEqualTo(
            "A/A pair: runc differs from itself in 2 of 2 figures (1 in 20 is expected):"
                + " serial startup.home_call median, serial startup.home_call p90.");
  }

  @Test
  void aRunWithoutAnAaPairSaysSo() throws IOException {
    TwinCheck twin = compare(twiceAsSlow(6)).twin();

    assertThat(twin.ran()).isFalse();
    assertThat(twin.sentence()).startsWith("No A/A pair");
  }

  @Test
  void cpuWorkThatCostsMoreIsToldBecauseOtherRatiosContainIt() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor", "kata");
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "jmh", CPU, 100);
      run.samples(round, "gvisor", "jmh", CPU, 104);
      run.samples(round, "kata", "jmh", CPU, 120);
    }

    assertThat(compare(run).warnings())
        .containsExactly(
            "Pure CPU work, the same code under every runtime, should cost what it costs under"
                + " runc, but costs 1.20× under kata (1.20–1.20). The ratios of syscalls and"
                + " network contain that.");
  }

  @Test
  void clientsThatDisagreeAndLateRequestsAreTold() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    double[] late = new double[400];
    Arrays.fill(late, 6e6);
    run.samples(1, "runc", "network", Metric.throughput("network.throughput"), 1e9);
    run.samples(2, "runc", "network", Metric.throughput("network.throughput_own"), 2e9);
    run.samples(3, "runc", "network", Metric.duration("network.request_lag"), late);

    assertThat(compare(run).warnings())
        .containsExactly(
            "Two throughput clients, iperf3 and Tare's own, differ by more than 10 %: runc 8.00"
                + " and 16.0 Gbit/s. Shown is iperf3's; take it as no more precise than"
                + " that.",
            "Requests to runc were sent up to 6.00 ms late (p99): its latencies are invalid, and no"
                + " figure is given.");
  }

  @Test
  void latenciesOfLateRequestsAreNoFigureHoweverFewTheyAre() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (String runtime : List.of("runc", "gvisor")) {
      double lag = runtime.equals("runc") ? 1e6 : 6e6;
      run.samples(1, runtime, "network", Metric.duration("network.request_lag"), lag, lag);
      run.samples(2, runtime, "network", Metric.duration("network.request_latency"), 2e6, 3e6);
    }

    Comparison compared = compare(run);

    MetricComparison latency =
        compared.metrics().stream()
            .filter(metric -> metric.metric().name().equals("network.request_latency"))
            .findFirst()
            .orElseThrow();
    assertThat(latency.runtime("runc").orElseThrow().median().known()).isPresent();
    assertThat(latency.runtime("gvisor").orElseThrow().median())
        .isEqualTo(new Figure.Absent("invalid: requests were sent up to 6.00 ms late (p99)"));
    assertThat(latency.runtime("gvisor").orElseThrow().effect()).isInstanceOf(Effect.None.class);
    assertThat(compared.warnings()).anyMatch(warning -> warning.startsWith("Requests to gvisor"));
  }

  @Test
  void clientsThatDifferByATenthAreLeftInPeace() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    run.samples(1, "runc", "network", Metric.throughput("network.throughput"), 1e9);
    run.samples(2, "runc", "network", Metric.throughput("network.throughput_own"), 1.09e9);

    assertThat(compare(run).warnings()).isEmpty();
  }

  @Test
  void aBusyNodeAndACpuThatNobodySeesAreTold() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    Metric baseline =
        new Metric("network.node_baseline", Metric.Unit.ONE, Metric.Direction.NEITHER);
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "network", baseline, 0.04);
      run.samples(round, "gvisor", "network", baseline, 0.3);
    }
    run.working(
        7,
        "gvisor",
        "flow",
        List.of(
            new Reading.Blind("cpu", "nobody observes the node"),
            new Reading.Blind("cpu", "nor its pods")));

    assertThat(compare(run).warnings())
        .containsExactly(
            "CPU time of flow under gvisor cannot be seen in part or at all: nobody observes the"
                + " node, among 2 reasons.",
            "The node's CPUs were busy before network began, in CPUs: gvisor 0.30. That much was"
                + " taken off the node's CPU per Gbit; whatever changed meanwhile is still in it,"
                + " and where it was pushed aside by the pods there is no such figure.");
  }

  @Test
  void whatTareItselfUsedIsSaidByWorkload() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    run.working(
        1,
        "runc",
        "flow",
        List.of(
            new Reading.OwnCost(100_000_000, 2_000_000_000, Optional.empty(), Optional.of(4L))));
    run.working(
        2,
        "runc",
        "flow",
        List.of(
            new Reading.OwnCost(
                300_000_000, 2_000_000_000, Optional.of(1L), Optional.of(2_000_000L))));

    Comparison comparison = compare(run);

    assertThat(comparison.ownCosts())
        .containsExactly(
            new OwnShare("flow", 2, 2e8, 2e9, Optional.empty(), Optional.of(1_000_002.0)));
    assertThat(comparison.ownCost("flow").orElseThrow().sentence())
        .isEqualTo(
            "Tare itself took 200 ms of CPU a trial, 10.0 % of one CPU over 2.00 s; the node's"
                + " container runtimes, for the pods and for Tare, 1.00 ms.");
  }

  @Test
  void memoryThatNoProcessMapsIsTold() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    Metric unmapped = Metric.size("memory.unmapped");
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "memory", unmapped, 2 << 20);
      run.samples(round, "gvisor", "memory", unmapped, (round + 2) << 20);
    }

    // Rounds have 3 to 8 MiB, so that the median is 5.5.
    assertThat(compare(run).warnings())
        .containsExactly("5.50 MiB per pod of gvisor are mapped by no process: PSS misses them.");
  }

  @Test
  void podsThatTheirLimitStoppedAreToldAndCompareByDifference() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    Metric throttled =
        new Metric("cpu.throttled", Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER);
    for (int round = 1; round <= 6; round++) {
      run.samples(round, "runc", "jmh", throttled, 0.04);
      run.samples(round, "gvisor", "jmh", throttled, 0.29);
    }

    Comparison comparison = compare(run);

    assertThat(comparison.warnings())
        .containsExactly(
            "Pods were stopped by their CPU limit during jmh, in this share of periods: gvisor 29"
                + " %. Their figures there contain the waiting.");
    assertThat(
            comparison
                .metric("jmh", "cpu.throttled")
                .orElseThrow()
                .runtime("gvisor")
                .orElseThrow()
                .effect())
        .isInstanceOfSatisfying(
            Effect.Difference.class,
            difference -> assertThat(difference.value()).isCloseTo(0.25, within(1e-12)));
  }

  private static RunBuilder twiceAsSlow(int rounds) {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= rounds; round++) {
      run.startup(round, "runc", 98, 99, 100, 101, 102);
      run.startup(round, "gvisor", 196, 198, 200, 202, 204);
    }
    return run;
  }

  private Comparison compare(RunBuilder run) throws IOException {
    return Comparison.of(run.write(results));
  }

  private static List<String> sentences(Comparison comparison) {
    return comparison.answers().stream().map(Answer::sentence).toList();
  }

  private static Table.Row row(Comparison comparison, String runtime) {
    return comparison.table().rows().stream()
        .filter(row -> row.runtime().equals(runtime))
        .findFirst()
        .orElseThrow();
  }

  private static MetricComparison.RuntimeValues values(Comparison comparison, String runtime) {
    return comparison
        .metric("serial", "startup.home_call")
        .orElseThrow()
        .runtime(runtime)
        .orElseThrow();
  }

  private static Interval interval(Figure figure) {
    return figure.known().flatMap(Figure.Known::interval).orElseThrow();
  }

  private static double value(Figure figure) {
    return figure.known().orElseThrow().value();
  }
}
