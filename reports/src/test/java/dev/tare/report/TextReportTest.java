package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.compare.Table.Standing;
import dev.tare.result.Run.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {

  @Test
  void answersAndThenShowsTheTable() {
    assertThat(TextReport.render(SampleRuns.two(), 160, false))
        .isEqualTo(
            """
            ✓ MEASURED  12 rounds × 10 start-up pods · control runc · no A/A pair in this run
            gvisor starts a pod in 507 ms, 3.62× runc (3.46–3.80), and takes 79 MiB more per pod (77–81).

            runtime         p50 ms         p90 ms              ratio  idle MiB/pod (of 10)           getppid ns            Gbit/s    request p99 µs  kernel     lost
            runc     137 (134–140)  158 (152–163)                  1      20.8 (20.6–21.0)        142 (138–146)  41.4 (40.4–42.4)  96.6 (94.2–99.0)  6.18.5  0 / 120
            gvisor   507 (497–517)  583 (563–603)  3.62× (3.46–3.80)       99.7 (98.7–101)  8\u202f700 (8\u202f439–8\u202f961)  11.7 (11.4–12.0)     342 (333–350)   4.4.0  0 / 120
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 132})
  void noLineIsWiderThanTheTerminal(int width) {
    assertThat(TextReport.render(SampleRuns.seven(), width, false).lines())
        .allMatch(
            line ->
                line.length() <= width
                    || !line.replaceFirst("^[* ] ", "").contains(" ")
                    || line.startsWith("!"));
  }

  @Test
  void aTableThatDoesNotFitIsPartedIntoBlocksOfAboutOneWidth() {
    List<String> lines =
        TextReport.render(SampleRuns.two(), 120, false)
            .lines()
            .filter(line -> line.startsWith("runtime"))
            .toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).length()).isCloseTo(lines.get(1).length(), within(30));
  }

  @Test
  void aLongNameLosesItsMiddle() {
    assertThat(TextReport.render(SampleRuns.seven(), 120, false))
        .containsPattern("kata-firecracke…st-name-of-all +nothing completed  ");
  }

  @Test
  void failuresAreNoted() {
    assertThat(TextReport.render(SampleRuns.seven(), 400, false))
        .contains("nothing completed")
        .contains("11 pods: failed to create shim task: the file /opt/kata/bin/qemu was not found")
        .contains("kata-qemu ran with another seccomp profile");
  }

  @Test
  void colourIsOnlyThereWhenAskedFor() {
    assertThat(TextReport.render(SampleRuns.two(), 100, true)).contains("\u001b[32m✓ MEASURED");
    assertThat(TextReport.render(SampleRuns.two(), 100, false)).doesNotContain("\u001b");
  }

  @Test
  void asciiHasNoOtherCharacters() {
    String text = TextReport.ascii(TextReport.render(SampleRuns.seven(), 100, false));
    assertThat(text.chars().allMatch(c -> c < 128)).isTrue();
    assertThat(text).contains("3.70x").doesNotContain("?");
  }

  @Test
  void anEmptyRunHasATable() {
    assertThat(
            TextReport.render(
                SampleRuns.empty(Status.COMPLETE, Standing.NOTHING_COMPLETED), 100, false))
        .contains("✗ NOTHING MEASURED")
        .contains("0 of 96 trials completed.");
  }
}
