package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.PublishedSchemas;
import dev.tare.compare.OverheadAdvice.Enforcement;
import dev.tare.compare.OverheadAdvice.Verdict;
import dev.tare.report.OverheadJson;
import dev.tare.report.OverheadText;
import dev.tare.report.PodFixedPatch;
import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Receipt;
import dev.tare.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes in MiB. */
class OverheadAdvicesTest {
  private static final double MEBI = 1 << 20;
  private static final String SMALL = "at-work[memory=192Mi]";
  private static final String LARGE = "at-work[memory=512Mi]";
  private static final String SCENARIO =
      """
      scenario: test
      question: What does a sandbox cost?
      workloads:
        at-work:
          working: {loads: [idle, cache], hold: 3s}
      matrix:
        pod.resources.memory: [192Mi, 512Mi]
      """;

  @TempDir Path results;

  private final RunBuilder run = new RunBuilder("gvisor").scenario(SCENARIO);

  /** One trial: peaks of idle and cache. */
  private OverheadAdvicesTest trial(int round, String workload, double idle, double cache) {
    run.working(
        round, "gvisor", workload, List.of(), peak("idle", idle), peak("cache", cache), kills(0));
    return this;
  }

  private static Sample peak(String load, double mebi) {
    return new Sample(Metric.size("overhead.peak." + load), mebi * MEBI, 0);
  }

  private static Sample kills(int count) {
    return new Sample(
        new Metric("overhead.oom_kills", Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER),
        count,
        0);
  }

  private OverheadAdvicesTest rounds(double... largest) {
    for (int i = 0; i < largest.length; i++) {
      trial(i + 1, SMALL, 20, largest[i] - 1).trial(i + 1, LARGE, 21, largest[i]);
    }
    return this;
  }

  private OverheadAdvicesTest terms(Map<String, String> terms) {
    run.terms("gvisor", terms);
    return this;
  }

  private OverheadAdvice advice() throws IOException {
    List<OverheadAdvice> advices = OverheadAdvices.of(run.write(results));
    assertThat(advices).hasSize(1);
    assertThat(PublishedSchemas.errors("overhead", OverheadJson.write("id", advices))).isEmpty();
    return advices.getFirst();
  }

  private static String text(OverheadAdvice advice) {
    return OverheadText.render(List.of(advice), 300);
  }

  @Test
  void theUpperEndOverRoundsOfTheLargestPeakWithAMarginIsAdvised() throws IOException {
    OverheadAdvice advice = rounds(40, 42, 41, 43, 44, 60.5).advice();

    // Of six rounds the interval reaches from the least to the most.
    Figure.Known known = advice.largest().known().orElseThrow();
    assertThat(known.value()).isEqualTo(42.5 * MEBI);
    assertThat(known.interval().orElseThrow().high()).isEqualTo(60.5 * MEBI);
    assertThat(advice.margin()).isEqualTo(Math.round(6.05 * MEBI));
    assertThat(advice.memory()).contains(67L << 20);
    assertThat(text(advice))
        .contains(
            "gvisor: podFixed memory 67 MiB: largest peak 42.5 MiB (95 % interval over rounds 40"
                + " MiB to 60.5 MiB), and a margin of 6.1 MiB")
        .contains("margin: 10 % of the upper end, at least 4 MiB. CPU is not advised");
  }

  @Test
  void anyRoundsPeakIsCovered() throws IOException {
    OverheadAdvice advice =
        rounds(40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 70).advice();

    assertThat(advice.memory()).contains(70L << 20);
  }

  @Test
  void aSmallSandboxGetsTheLeastMargin() throws IOException {
    run.terms("gvisor", Map.of());
    for (int round = 1; round <= 6; round++) {
      trial(round, SMALL, -0.5, 1).trial(round, LARGE, 0, 1);
    }

    assertThat(advice().memory()).contains(5L << 20);
  }

  @Test
  void belowSixRoundsThereIsNoIntervalAndItIsSaid() throws IOException {
    OverheadAdvice advice = rounds(40, 50).advice();

    assertThat(advice.largest().known().orElseThrow().interval()).isEmpty();
    assertThat(advice.memory()).contains(55L << 20);
    assertThat(text(advice))
        .contains("note: no interval: needs 6 rounds, has 2; the largest round stands for");
  }

  @Test
  void aRoundThatLacksALoadIsLeftOutAndSaid() throws IOException {
    rounds(40, 41, 42, 43, 44, 45);
    trial(7, SMALL, 99, 99);
    run.working(7, "gvisor", LARGE, List.of(), peak("idle", 20), kills(2));

    OverheadAdvice advice = advice();

    assertThat(advice.largest().known().orElseThrow().n()).isEqualTo(6);
    assertThat(advice.oomKills()).isEqualTo(2);
    assertThat(advice.notes())
        .contains(
            "1 of 7 rounds are left out, because a load has no figure: in round 7 cache of "
                + LARGE,
            "2 processes were killed for want of memory");
  }

  @Test
  void anOverheadThatGrowsWithTheLimitIsTold() throws IOException {
    for (int round = 1; round <= 6; round++) {
      trial(round, SMALL, 20, 30).trial(round, LARGE, 20, 80);
    }

    assertThat(advice().notes())
        .containsExactly(
            "it depends on the pod: 30.0 MiB under "
                + SMALL
                + ", 80.0 MiB under "
                + LARGE
                + "; one value covers these pods and no larger ones");
  }

  @Test
  void theDeclaredValueIsJudged() throws IOException {
    rounds(40, 40, 40, 40, 40, 40);
    assertThat(declared(39).verdict()).isEqualTo(Verdict.TOO_SMALL);
    assertThat(declared(40).verdict()).isEqualTo(Verdict.ENOUGH);
    assertThat(declared(88).verdict()).isEqualTo(Verdict.ENOUGH);
    assertThat(text(declared(89))).contains("declared: 89 MiB, generous");
    assertThat(text(terms(Map.of()).advice(results.resolve("none")))).contains("declared: none");
  }

  private OverheadAdvice declared(long mebi) throws IOException {
    return terms(Map.of("declared overhead", (mebi << 20) + " bytes"))
        .advice(results.resolve("declared-" + mebi));
  }

  private OverheadAdvice advice(Path into) throws IOException {
    return OverheadAdvices.of(run.write(into)).getFirst();
  }

  @Test
  void whoHoldsASandboxToItIsKnownFromTheReceipt() throws IOException {
    rounds(40, 40, 40, 40, 40, 40);
    String inside = Receipt.IN_POD_CGROUP;
    OverheadAdvice kata =
        terms(Map.of("kata sandbox_cgroup_only", "false", inside, "no"))
            .advice(results.resolve("a"));
    OverheadAdvice held = terms(Map.of(inside, "yes")).advice(results.resolve("b"));
    OverheadAdvice outside = terms(Map.of(inside, "no")).advice(results.resolve("c"));
    OverheadAdvice unseen = terms(Map.of()).advice(results.resolve("d"));

    assertThat(text(kata))
        .contains(
            "not enforced: sandbox_cgroup_only = false: the sandbox stands outside of the pod's"
                + " cgroup");
    assertThat(held.enforcement()).isEqualTo(Enforcement.ENFORCED);
    assertThat(outside.enforcement()).isEqualTo(Enforcement.NOT_ENFORCED);
    assertThat(unseen.enforcement()).isEqualTo(Enforcement.UNKNOWN);
  }

  @Test
  void aBlindViewGivesAReasonAndNeverANumber() throws IOException {
    Reading blind = new Reading.Blind("cgroup", "nobody observes the node");
    for (int round = 1; round <= 6; round++) {
      run.working(round, "gvisor", SMALL, List.of(blind));
      run.working(round, "gvisor", LARGE, List.of(blind));
    }

    OverheadAdvice advice = advice();

    assertThat(advice.memory()).isEmpty();
    assertThat(advice.verdict()).isEqualTo(Verdict.CANNOT_SAY);
    assertThat(text(advice))
        .contains("gvisor: no podFixed advised: cannot see: nobody observes the node");
    assertThat(PodFixedPatch.of(advice)).isEmpty();
  }

  @Test
  void aRefusedRuntimeSaysSo() throws IOException {
    run.refused("gvisor", "it starts no pod");

    assertThat(text(advice())).contains("no podFixed advised: refused: it starts no pod");
  }

  @Test
  void thePatchIsThatOfTheClass() throws IOException {
    PodFixedPatch patch = PodFixedPatch.of(rounds(40, 40, 40, 40, 40, 40).advice()).orElseThrow();

    assertThat(patch.yaml())
        .isEqualTo(
            """
            apiVersion: node.k8s.io/v1
            kind: RuntimeClass
            metadata:
              name: gvisor
            overhead:
              podFixed:
                memory: 44Mi
            """);
    assertThat(patch.command("a.yaml"))
        .isEqualTo("kubectl patch runtimeclass gvisor --patch-file a.yaml");
  }

  @Test
  void aRunWithoutLoadsHasNoAdvice() throws IOException {
    assertThat(OverheadAdvices.of(new RunBuilder("runc").write(results))).isEmpty();
  }

  @Test
  void theMetricsAreInTheComparisonAsDifferences() throws IOException {
    rounds(40, 40, 40, 40, 40, 40);
    Comparison comparison = Comparison.of(run.write(results));
    List<String> labels = new ArrayList<>();
    comparison.metrics().forEach(metric -> labels.add(metric.label()));

    assertThat(labels)
        .contains("overhead under load: cache", "processes killed for want of memory");
    assertThat(Families.isDifference("overhead.peak.cache")).isTrue();
  }
}
