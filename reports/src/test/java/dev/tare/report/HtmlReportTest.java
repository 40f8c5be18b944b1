package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.compare.Comparison;
import dev.tare.compare.Table.Standing;
import dev.tare.result.Json;
import dev.tare.result.Run.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
  private static final int LARGEST = 2 << 20;

  static Stream<Comparison> all() {
    return Stream.of(
        SampleRuns.two(),
        SampleRuns.seven(),
        SampleRuns.one(),
        SampleRuns.empty(Status.COMPLETE, Standing.NOTHING_COMPLETED),
        SampleRuns.empty(Status.INTERRUPTED, Standing.NOTHING_COMPLETED));
  }

  @ParameterizedTest
  @MethodSource("all")
  void needsNoScriptNoNetworkAndNoOtherFile(Comparison comparison) {
    String html = HtmlReport.text(comparison);
    assertThat(html)
        .contains("default-src 'none'")
        .doesNotContainPattern("(?i)<(link|iframe|object|embed|img|base|form)\\b")
        .doesNotContainPattern("(?i)\\son[a-z]+=")
        .doesNotContainPattern("(?i)(src|href)=")
        .doesNotContain("@import");
    assertThat(matches(html, "<script[^>]*>"))
        .containsExactly("<script type=\"application/json\" id=\"comparison\">");
    assertThat(matches(html, "url\\([^)]{0,12}"))
        .allMatch(url -> url.startsWith("url(data:font") || url.startsWith("url(#"));
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyIdIsUnique(Comparison comparison) {
    assertThat(matches(HtmlReport.text(comparison), "\\sid=\"[^\"]*\"")).doesNotHaveDuplicates();
  }

  @Test
  void equalComparisonsGiveEqualBytes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(SampleRuns.seven(), file);
    assertThat(file).hasContent(HtmlReport.text(SampleRuns.seven()));
  }

  @Test
  void theFirstScreenAnswersWithIntervals() {
    assertThat(words(SampleRuns.two()))
        .contains("✓ MEASURED")
        .contains("gvisor starts a pod in 507 ms")
        .contains("2 runtimes on node-1 · containerd 1.7.24 · kernel 6.18.5 · 2 CPUs")
        .contains("12 rounds × 10 start-up pods · control runc · no A/A pair in this run")
        .contains("137 134–140")
        .contains("3.62× 3.46–3.80")
        .contains("Smallest difference that this run could see in start-up, median: 6 %.")
        .contains("p99 of start-up is not shown: needs 368 pods, has 120.");
  }

  @Test
  void aThroughputRatioSaysWhichWayItIsTaken() {
    assertThat(words(SampleRuns.two())).contains("throughput (control ÷ runtime)");
  }

  @Test
  void theDataCanBeReadBackFromThePage() {
    String html = HtmlReport.text(SampleRuns.two());
    String start = "id=\"comparison\">";
    int from = html.indexOf(start) + start.length();
    var json = Json.LINE.readTree(html.substring(from, html.indexOf("</script>", from)));
    assertThat(json.at("/answers/0/runtime").asString()).isEqualTo("gvisor");
    assertThat(json.at("/startup/0/runtimes/1/points").size()).isEqualTo(120);
  }

  @Test
  void anInterruptedRunSaysHowFarItCame() {
    assertThat(words(SampleRuns.empty(Status.INTERRUPTED, Standing.NOTHING_COMPLETED)))
        .contains("! INTERRUPTED")
        .contains("0 of 96 trials completed");
  }

  @Test
  void aRefusedSandboxIsNamedWithItsReason() {
    assertThat(words(SampleRuns.refused()))
        .contains("✗ REFUSED")
        .contains("gvisor may not be measured: it shows the host's kernel")
        .contains("No pod was measured.")
        .doesNotContain("did all that was asked");
  }

  @Test
  void failuresAreCountedWithTheRuntimesOwnMessage() {
    assertThat(words(SampleRuns.seven()))
        .contains("! INCOMPLETE")
        .contains("12 failed and 0 not in time, of 12 pods")
        .contains("11 × failed to create shim task: the file /opt/kata/bin/qemu was not found")
        .contains("0 failed and 8 not in time, of 128 pods");
  }

  @Test
  void unknownFactsShowTheirReason() {
    assertThat(words(SampleRuns.two())).contains("unknown: there is no cpufreq folder");
  }

  @Test
  void aRunOfOneRuntimeStands() {
    assertThat(words(SampleRuns.one())).contains("No runtime beside the control was measured");
  }

  @Test
  void picturesAreWrittenOnlyWhereThereIsData(@TempDir Path folder) throws IOException {
    assertThat(PngReport.write(SampleRuns.two(), folder.resolve("all")))
        .extracting(path -> path.getFileName().toString())
        .containsExactly(
            "startup-ecdf.png",
            "cost.png",
            "phases.png",
            "memory.png",
            "syscalls.png",
            "network.png");
    assertThat(PngReport.write(SampleRuns.one(), folder.resolve("one")))
        .extracting(path -> path.getFileName().toString())
        .doesNotContain("cost.png");
    Path none = folder.resolve("none");
    assertThat(PngReport.write(SampleRuns.empty(Status.COMPLETE, Standing.NOTHING_COMPLETED), none))
        .isEmpty();
    try (Stream<Path> files = Files.list(none)) {
      assertThat(files).isEmpty();
    }
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group()).toList();
  }

  /** What a reader sees, without tags. */
  static String words(Comparison comparison) {
    return HtmlReport.text(comparison)
        .replaceAll("(?s)<style>.*?</style>|<script.*?</script>", " ")
        .replaceAll("<[^>]*>", " ")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("[\\s\u00a0]+", " ")
        .replace(" :", ":")
        .replace(" .", ".");
  }
}
