package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.PublishedSchemas;
import dev.tare.report.HtmlReport;
import dev.tare.report.TextReport;
import dev.tare.result.Fact;
import dev.tare.result.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of runs on several nodes. */
class NodesTest {
  private static final Metric GETPPID = Metric.duration("syscall.getppid");

  @TempDir Path results;

  @Test
  void roundsThatTakeTurnsOverNodesAreBlocks() throws IOException {
    Comparison comparison = Comparison.of(blocks().write(results));

    assertThat(comparison.blocks()).isTrue();
    assertThat(comparison.nodes())
        .containsExactly(
            new NodeShare("a", List.of(1, 3, 5), List.of("runc", "gvisor")),
            new NodeShare("b", List.of(2, 4, 6), List.of("runc", "gvisor")));
    assertThat(effect(comparison, "serial", "startup.home_call"))
        .isInstanceOfSatisfying(
            Effect.Ratio.class, ratio -> assertThat(ratio.rounds()).isEqualTo(6));
  }

  @Test
  void claimsAboutNodesCountNodesAndNotRounds() throws IOException {
    Comparison comparison = Comparison.of(blocks().write(results));

    assertThat(comparison.warnings())
        .containsExactly(
            "The rounds ran on 2 nodes, a block each (a rounds 1, 3 and 5; b rounds 2, 4 and 6)."
                + " Intervals stand on the rounds of these 2 nodes: whether other nodes like them"
                + " behave so is shown by 2 nodes, not by 6 rounds.");
    assertThat(HtmlReport.text(comparison)).contains("2 runtimes on 2 nodes, a block each");
    assertThat(oneLine(TextReport.render(comparison, 200, false)))
        .contains("on 2 nodes, a block each");
  }

  @Test
  void oneNodeIsNothingToSpeakOf() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    both(run, 1, "a", "a");

    Comparison comparison = Comparison.of(run.write(results));

    assertThat(comparison.warnings()).isEmpty();
    assertThat(HtmlReport.text(comparison)).doesNotContain("block each");
  }

  @Test
  void runtimesThatNeverShareANodeHaveNoRatioAnywhere() throws IOException {
    Comparison comparison = Comparison.of(apart().write(results));

    assertThat(comparison.blocks()).isFalse();
    assertThat(comparison.metrics())
        .allSatisfy(
            metric ->
                assertThat(metric.runtime("gvisor").orElseThrow().summaries())
                    .allSatisfy(
                        summary ->
                            assertThat(summary.effect())
                                .isEqualTo(new Effect.None("different nodes"))));
    assertThat(comparison.answers().getFirst().sentence())
        .isEqualTo(
            "gvisor: a pod starts in 200 ms; getppid takes 9.00 ns; no ratio to runc (different"
                + " nodes).");
    assertThat(comparison.warnings())
        .contains(
            "gvisor ran on b, its control runc on a: on different nodes in every round, so there"
                + " is no ratio. A difference between them may be one of the nodes.");
  }

  @Test
  void theCellsThemselvesSayDifferentNodes() throws IOException {
    Comparison comparison = Comparison.of(apart().write(results));

    assertThat(TextReport.render(comparison, 200, false).lines())
        .anyMatch(line -> line.matches("gvisor +200 .*different nodes.*"));
    assertThat(HtmlReport.text(comparison))
        .containsPattern("<td>\\s*different nodes\\s*</td>")
        .contains("No ratio is shown: different nodes.");
    String json = ComparisonJson.write(comparison);
    assertThat(json).contains("\"because\" : \"different nodes\"");
    assertThat(PublishedSchemas.errors("comparison", json)).isEmpty();
  }

  @Test
  void differentNodesAreNamedBeforeUnequalTerms() throws IOException {
    Comparison comparison =
        Comparison.of(apart().unequal("gvisor", "cpus 2 instead of 1").write(results));

    assertThat(effect(comparison, "serial", "startup.home_call"))
        .isEqualTo(new Effect.None("different nodes"));
  }

  @Test
  void onlyRoundsOnOneNodeArePairedWhereRuntimesMeetAtTimes() throws IOException {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 12; round++) {
      both(run, round, "a", round % 2 == 0 ? "a" : "b");
    }

    Comparison comparison = Comparison.of(run.write(results));

    assertThat(effect(comparison, "serial", "startup.home_call"))
        .isInstanceOfSatisfying(
            Effect.Ratio.class, ratio -> assertThat(ratio.rounds()).isEqualTo(6));
    assertThat(comparison.warnings())
        .contains(
            "gvisor shared a node with runc in 6 of 12 rounds: ratios stand on those alone, its"
                + " other figures on all.");
  }

  @Test
  void factsThatDifferBetweenNodesAreSaidAndListedByNode() throws IOException {
    RunBuilder run =
        blocks()
            .facts(
                Fact.known("kubernetes.version", "v1.34.4", true),
                Fact.known("kernel.release", "6.1", true).on("a"),
                Fact.known("cpu.model", "EPYC", true).on("a"),
                Fact.known("host.name", "a", false).on("a"),
                Fact.known("kernel.release", "6.8", true).on("b"),
                Fact.known("cpu.model", "EPYC", true).on("b"),
                Fact.known("host.name", "b", false).on("b"));

    Comparison comparison = Comparison.of(run.write(results));
    String html = HtmlReport.text(comparison);

    assertThat(comparison.warnings())
        .contains(
            "The nodes differ in kernel.release (a: 6.1, b: 6.8). Ratios compare within one node;"
                + " medians over all rounds mix the nodes.");
    assertThat(html)
        .contains("kernels 6.1 and 6.8")
        .contains("<code>kernel.release</code></td><td class=\"text\">b</td>")
        .contains("<code>cpu.model</code></td><td class=\"text\">all nodes</td>")
        .contains("<code>kubernetes.version</code></td><td class=\"text\"></td>");
  }

  @Test
  void longRowsOfRoundsAreCut() {
    assertThat(Wording.rounds(List.of(7))).isEqualTo("round 7");
    assertThat(Wording.rounds(List.of(1, 2, 3, 5, 6))).isEqualTo("rounds 1–3, 5 and 6");
    assertThat(Wording.rounds(List.of(1, 3, 5, 7, 9, 11, 13, 15, 17)))
        .isEqualTo("9 rounds, 1, 3, 5 … 17");
  }

  private static RunBuilder blocks() {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 6; round++) {
      String node = round % 2 == 1 ? "a" : "b";
      both(run, round, node, node);
    }
    return run;
  }

  private static RunBuilder apart() {
    RunBuilder run = new RunBuilder("runc", "gvisor");
    for (int round = 1; round <= 6; round++) {
      both(run, round, "a", "b");
      run.on("a").samples(round, "runc", "jmh", GETPPID, 5);
      run.on("b").samples(round, "gvisor", "jmh", GETPPID, 9);
    }
    return run;
  }

  private static void both(RunBuilder run, int round, String control, String runtime) {
    run.on(control).startup(round, "runc", 100).on(runtime).startup(round, "gvisor", 200);
  }

  private static Effect effect(Comparison comparison, String workload, String metric) {
    return comparison
        .metric(workload, metric)
        .orElseThrow()
        .runtime("gvisor")
        .orElseThrow()
        .effect();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
