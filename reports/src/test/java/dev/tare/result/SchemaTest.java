package dev.tare.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.PublishedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The published schemas describe what is written. */
class SchemaTest {

  /** A folder that schema 1's first version wrote; it must open for ever. */
  private static final Path STORED = Path.of("src/test/resources/run-folders/schema-1");

  private static final Isolation EVIDENCE =
      new Isolation(
          Map.of(Isolation.Inside.SECCOMP, "2"),
          List.of(
              new Isolation.Serving(
                  Component.SENTRY, "runsc-sandbox", 1, "2", "1", "1", "0", "mnt net", "0")),
          "");

  @TempDir Path results;

  @Test
  void whatIsWrittenIsValid() throws IOException {
    RunFolder folder = RunFolder.create(results, Examples.run(Run.Status.RUNNING));
    folder.append(Examples.trial(1, "runc"));
    folder.append(Examples.trial(1, "runc#aa"));

    assertValid(folder.path());
  }

  @Test
  void everyPhaseIsInTheSchema() throws IOException {
    JsonNode schema = Json.LINE.readTree(Files.readString(Path.of("trial.schema.json")));

    assertThat(schema.at("/$defs/mark/properties/phase/enum").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(
            Stream.of(Phase.values()).map(phase -> phase.name().toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void whatOnlyKubernetesShowsIsValidAndReadAgain() throws IOException {
    assertValidAndReadAgain(Examples.watched());
  }

  @Test
  void whatAGuestTellsIsValidAndReadAgain() throws IOException {
    assertValidAndReadAgain(
        told(
            new Reading.Guest(
                "p1",
                1,
                Map.of("mem_total", 2_097_152_000L),
                Map.of("kata_agent_total_rss", 1.5e7))));
  }

  @Test
  void howFarARampOfPodsCameIsValidAndReadAgain() throws IOException {
    assertValidAndReadAgain(
        told(
            new Reading.Strain(
                5,
                1L << 30,
                2L << 30,
                0,
                Optional.of(1.5),
                Optional.empty(),
                Optional.of(194L),
                Optional.empty(),
                Optional.of(9L),
                Optional.empty()),
            new Reading.Density(5, Optional.of(7), GaveOut.MAX_PODS, "Too many pods"),
            new Reading.Density(5, Optional.empty(), GaveOut.NOTHING, "the cap")));
  }

  @Test
  void evidenceOfIsolationIsValidAndReadAgain() throws IOException {
    Run run = Examples.run(Run.Status.RUNNING, EVIDENCE);
    RunFolder folder = RunFolder.create(results, run);

    String text = Files.readString(folder.path().resolve("run.json"));

    assertThat(PublishedSchemas.errors("run", text)).isEmpty();
    assertThat(RunFolder.open(folder.path()).run()).isEqualTo(run);
    assertThat(PublishedSchemas.errors("run", text.replace("\"namespaces\"", "\"other\"")))
        .isNotEmpty();
  }

  @Test
  void aStoredFolderOfSchemaOneOpens() throws IOException {
    RunFolder folder = RunFolder.open(STORED);

    assertValid(STORED);
    assertThat(folder.problems()).isEmpty();
    assertThat(folder.run()).isEqualTo(Examples.run(Run.Status.COMPLETE));
    assertThat(folder.trials())
        .containsExactly(Examples.trial(1, "runc"), Examples.trial(1, "gvisor"));
  }

  @Test
  void aTrialWithoutARoundIsInvalid() throws IOException {
    String line = TrialJson.write(Examples.trial(1, "runc")).replace("\"round\":1,", "");

    assertThat(PublishedSchemas.errors("trial", line)).isNotEmpty();
  }

  /** The example with those readings in place of its own. */
  private static TrialRecord told(Reading... readings) {
    TrialRecord example = Examples.watched();
    TrialResult result = example.result();
    return new TrialRecord(
        example.id(),
        example.round(),
        example.position(),
        example.node(),
        example.runtime(),
        example.workload(),
        example.family(),
        example.startedAt(),
        example.durationNanos(),
        new TrialResult(result.pods(), List.of(readings), result.output(), result.problems()),
        example.samples());
  }

  private static void assertValidAndReadAgain(TrialRecord trial) throws IOException {
    String line = TrialJson.write(trial);

    assertThat(PublishedSchemas.errors("trial", line)).isEmpty();
    assertThat(TrialJson.read(line)).isEqualTo(trial);
  }

  private static void assertValid(Path folder) throws IOException {
    assertThat(PublishedSchemas.errors("run", Files.readString(folder.resolve("run.json"))))
        .isEmpty();
    List<String> lines = Files.readAllLines(folder.resolve("trials.jsonl"));
    assertThat(lines)
        .hasSize(2)
        .allSatisfy(line -> assertThat(PublishedSchemas.errors("trial", line)).isEmpty());
  }
}
