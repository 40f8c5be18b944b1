package dev.tare.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.PublishedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published schemas describe what is written. */
class SchemaTest {

  /** A folder that schema 1's first version wrote; it must open for ever. */
  private static final Path STORED = Path.of("src/test/resources/run-folders/schema-1");

  @TempDir Path results;

  @Test
  void whatIsWrittenIsValid() throws IOException {
    RunFolder folder = RunFolder.create(results, Examples.run(Run.Status.RUNNING));
    folder.append(Examples.trial(1, "runc"));
    folder.append(Examples.trial(1, "runc#aa"));

    assertValid(folder.path());
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

  private static void assertValid(Path folder) throws IOException {
    assertThat(PublishedSchemas.errors("run", Files.readString(folder.resolve("run.json"))))
        .isEmpty();
    List<String> lines = Files.readAllLines(folder.resolve("trials.jsonl"));
    assertThat(lines)
        .hasSize(2)
        .allSatisfy(line -> assertThat(PublishedSchemas.errors("trial", line)).isEmpty());
  }
}
