package dev.tare.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReferenceTest {

  private static final String FIRST = "20261123t100000z-demo-0001";
  private static final String SECOND = "20261124t090000z-demo-0002";
  private static final String THIRD = "20261124t100000z-startup-0003";

  @TempDir Path results;

  @BeforeEach
  void threeRunsAndSomethingElse() throws IOException {
    for (String id : new String[] {SECOND, THIRD, FIRST}) {
      RunFolder.create(results, Examples.run(id, Run.Status.COMPLETE));
    }
    Files.createDirectory(results.resolve("20261125t100000z-empty-0004"));
    RunFolder.create(results, Examples.run("zz-renamed-by-hand", Run.Status.COMPLETE));
  }

  @Test
  void latestIsTheNewestRun() throws IOException {
    assertThat(RunReference.find(results, "latest")).isEqualTo(results.resolve(THIRD));
  }

  @Test
  void anIdAUniquePrefixAndAPathAreUnderstood() throws IOException {
    assertThat(RunReference.find(results, SECOND)).isEqualTo(results.resolve(SECOND));
    assertThat(RunReference.find(results, "20261123")).isEqualTo(results.resolve(FIRST));
    assertThat(RunReference.find(results, "zz")).isEqualTo(results.resolve("zz-renamed-by-hand"));
    Path elsewhere = results.resolve(FIRST);
    assertThat(RunReference.find(Path.of("nowhere"), elsewhere.toString())).isEqualTo(elsewhere);
    assertThat(RunReference.find(Path.of("nowhere"), elsewhere + "/run.json")).isEqualTo(elsewhere);
  }

  @Test
  void anAmbiguousPrefixNamesTheCandidates() {
    assertThatThrownBy(() -> RunReference.find(results, "20261124"))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("is the start of 2 runs")
        .hasMessageContaining(THIRD + ", " + SECOND);
  }

  @Test
  void anUnknownRunNamesWhatThereIs() {
    assertThatThrownBy(() -> RunReference.find(results, "2025"))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("no run 2025 in")
        .hasMessageContaining(FIRST);
    assertThatThrownBy(() -> RunReference.find(results, "./nothing"))
        .hasMessage("./nothing is no run: it holds no run.json");
    assertThatThrownBy(() -> RunReference.find(results.resolve("none"), "latest"))
        .hasMessageContaining("yet: tare run makes one");
    assertThatThrownBy(() -> RunReference.find(results, " "))
        .hasMessageStartingWith("no run named");
  }

  @Test
  void idsAreDnsLabelsThatSortByTime() {
    Instant instant = Instant.parse("2026-11-24T02:03:04.999Z");

    assertThat(RunId.of(instant, "demo")).matches("20261124t020304z-demo-[0-9a-f]{4}");
    assertThat(RunId.of(instant, "abcdefghijklmnopqrstuvw-yz"))
        .matches("20261124t020304z-abcdefghijklmnopqrstuvw-[0-9a-f]{4}");
    assertThat(RunId.of(instant, "Ünïcode name!")).satisfies(RunReferenceTest::isLabel);
    assertThat(RunId.of(instant, "")).satisfies(RunReferenceTest::isLabel);
    assertThat(RunId.matches("20261124t020304z-demo-00fg")).isFalse();
  }

  private static void isLabel(String id) {
    assertThat(id).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    assertThat(RunId.matches(id)).isTrue();
  }
}
