package dev.tare.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir Path results;

  @Test
  void whatIsWrittenIsReadBackEqual() throws IOException {
    RunFolder written = twoTrials();

    RunFolder read = RunFolder.open(written.path());

    assertThat(read.run()).isEqualTo(Examples.run(Run.Status.RUNNING));
    assertThat(read.trials())
        .containsExactly(Examples.trial(1, "runc"), Examples.trial(1, "gvisor"));
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void outputLiesInItsOwnFileAndNotInTheLine() throws IOException {
    RunFolder folder = twoTrials();

    assertThat(folder.path().resolve("output/r01-serial-runc/jmh.json"))
        .content()
        .isEqualTo("[1, \"zwei – drei\"]");
    assertThat(folder.path().resolve("trials.jsonl")).content().doesNotContain("zwei");
  }

  @Test
  void outputThatWouldLeaveTheFolderIsRefused() throws IOException {
    RunFolder folder = RunFolder.create(results, Examples.run(Run.Status.RUNNING));
    TrialRecord trial = Examples.trial(1, "runc");
    TrialRecord escaping = TrialJson.withOutput(trial, Map.of("../../../etc/passwd", "text"));

    assertThatThrownBy(() -> folder.append(escaping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no plain file name");
  }

  @Test
  void aLineThatACrashToreIsToldAndLeftOut() throws IOException {
    Path folder = twoTrials().path();
    Path trials = folder.resolve("trials.jsonl");
    byte[] whole = Files.readAllBytes(trials);
    int firstLine = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

    for (int length = firstLine + 1; length < whole.length; length += 97) {
      Files.write(trials, Arrays.copyOf(whole, length));
      RunFolder torn = RunFolder.open(folder);
      assertThat(torn.trials()).containsExactly(Examples.trial(1, "runc"));
      assertThat(torn.problems())
          .singleElement()
          .asString()
          .contains("trials.jsonl, line 2 was not finished and is left out");
    }
  }

  @Test
  void aTrialAfterATornLineBeginsOnALineOfItsOwn() throws IOException {
    Path folder = twoTrials().path();
    Files.writeString(folder.resolve("trials.jsonl"), "{\"id\":\"r02", StandardOpenOption.APPEND);

    RunFolder.open(folder).append(Examples.trial(2, "runc"));

    RunFolder read = RunFolder.open(folder);
    assertThat(read.trials())
        .extracting(TrialRecord::id)
        .containsExactly("r01-serial-runc", "r01-serial-gvisor", "r02-serial-runc");
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void damageInTheMiddleIsAnErrorThatNamesTheLine() throws IOException {
    Path folder = twoTrials().path();
    Path trials = folder.resolve("trials.jsonl");
    Files.writeString(trials, "{]\n" + Files.readString(trials));

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("trials.jsonl, line 1 is damaged");
  }

  @Test
  void aMissingNumberIsDamageAndNotZero() throws IOException {
    Path folder = twoTrials().path();
    Path trials = folder.resolve("trials.jsonl");
    Files.writeString(trials, Files.readString(trials).replaceFirst("\"round\":1,", ""));

    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("round");
  }

  @Test
  void aMissingOutputIsTold() throws IOException {
    Path folder = twoTrials().path();
    Files.delete(folder.resolve("output/r01-serial-runc/jmh.json"));

    assertThat(RunFolder.open(folder).problems())
        .singleElement()
        .asString()
        .startsWith("jmh.json of trial r01-serial-runc cannot be read");
  }

  @Test
  void anotherMajorVersionIsRefusedAndAMinorOneIsRead() throws IOException {
    Path folder = twoTrials().path();
    Path run = folder.resolve("run.json");
    String ours = Files.readString(run);

    Files.writeString(run, ours.replace("urn:tare:run:1", "urn:tare:run:2"));
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("has schema urn:tare:run:2, and this tare reads urn:tare:run:1");

    Files.writeString(
        run, ours.replace("\"urn:tare:run:1\"", "\"urn:tare:run:1.7\", \"new\": [1]"));
    assertThat(RunFolder.open(folder).run().id()).isEqualTo(Examples.ID);
  }

  @Test
  void aRunIsNeverOverwritten() throws IOException {
    Path folder = twoTrials().path();

    assertThatThrownBy(() -> RunFolder.create(results, Examples.run(Run.Status.RUNNING)))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining(folder + " exists already");
    assertThat(RunFolder.open(folder).trials()).hasSize(2);
  }

  @Test
  void aFolderWithoutRunJsonIsNoRun() {
    assertThatThrownBy(() -> RunFolder.open(results))
        .isInstanceOf(RunFolderException.class)
        .hasMessageContaining("it holds no run.json");
  }

  @Test
  void anEndedRunHasALogOfEveryDurationButNotOfNegativeOnes() throws IOException {
    RunFolder folder = twoTrials();
    folder.append(Examples.trial(2, "runc#aa"));

    folder.update(Examples.run(Run.Status.COMPLETE));

    assertThat(folder.path())
        .isDirectoryContaining("glob:**/serial.runc.startup.home_call.hlog")
        .isDirectoryContaining("glob:**/serial.runc%23aa.startup.home_call.hlog")
        .isDirectoryNotContaining("glob:**/*network*.hlog");
    try (HistogramLogReader reader =
        new HistogramLogReader(
            folder.path().resolve("serial.gvisor.startup.home_call.hlog").toFile())) {
      Histogram histogram = (Histogram) reader.nextIntervalHistogram();
      assertThat(histogram.getTag()).isEqualTo("startup.home_call");
      assertThat(histogram.getTotalCount()).isEqualTo(3);
      assertThat(histogram.valuesAreEquivalent(histogram.getMaxValue(), 525_000_000)).isTrue();
      assertThat(reader.nextIntervalHistogram()).isNull();
    }
    assertThat(RunFolder.open(folder.path()).run().status()).isEqualTo(Run.Status.COMPLETE);
  }

  /** Pods of a burst wait for each other; who read both as one would have neither's figure. */
  @Test
  void eachWorkloadHasALogOfItsOwn() throws IOException {
    RunFolder folder = RunFolder.create(results, Examples.run(Run.Status.RUNNING));
    folder.append(Examples.trial(1, "runc"));
    folder.append(Examples.trial(1, "runc", "burst[burst=10]"));

    folder.update(Examples.run(Run.Status.COMPLETE));

    for (String name : List.of("serial", "burst%5Bburst%3D10%5D")) {
      Path log = folder.path().resolve(name + ".runc.startup.home_call.hlog");
      try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
        assertThat(((Histogram) reader.nextIntervalHistogram()).getTotalCount()).isEqualTo(3);
        assertThat(reader.nextIntervalHistogram()).isNull();
      }
    }
  }

  @Test
  void theLogOfCallsHoldsAllOfThemThoughATrialKeepsFewSamples() throws IOException {
    Histogram calls = new Histogram(3);
    calls.recordValueWithCount(2000, 10_000);
    calls.setTag("exec.spawn.call");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    HistogramLogWriter log = new HistogramLogWriter(text);
    log.outputIntervalHistogram(0, 0, calls);
    log.close();
    TrialRecord trial = Examples.trial(1, "runc");
    RunFolder folder = RunFolder.create(results, Examples.run(Run.Status.RUNNING));
    folder.append(
        new TrialRecord(
            trial.id(),
            1,
            0,
            "node-1",
            "runc",
            "calls",
            "jmh",
            trial.startedAt(),
            1,
            new TrialResult(
                List.of(),
                List.of(),
                Map.of("calls.hlog", text.toString(StandardCharsets.UTF_8)),
                List.of()),
            List.of(new Sample(Metric.duration("exec.spawn.call"), 2000, 0))));

    folder.update(Examples.run(Run.Status.COMPLETE));

    try (HistogramLogReader reader =
        new HistogramLogReader(folder.path().resolve("calls.runc.exec.spawn.call.hlog").toFile())) {
      assertThat(((Histogram) reader.nextIntervalHistogram()).getTotalCount()).isEqualTo(10_000);
    }
  }

  private RunFolder twoTrials() throws IOException {
    RunFolder folder = RunFolder.create(results, Examples.run(Run.Status.RUNNING));
    folder.append(Examples.trial(1, "runc"));
    folder.append(Examples.trial(1, "gvisor"));
    return folder;
  }
}
