package dev.tare.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Reading;
import dev.tare.result.RunFolder;
import dev.tare.result.RunReference;
import dev.tare.result.Sample;
import dev.tare.result.TrialRecord;
import dev.tare.target.Trials;
import dev.tare.target.cri.RealNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole suite of benchmarks in real pods, through the log and into the report. */
class SuiteIT {
  private static final Set<String> BATCHES =
      Set.of(
          "syscall.foreign_call",
          "syscall.getppid",
          "syscall.getppid_raw",
          "syscall.clock_gettime",
          "syscall.read",
          "syscall.write",
          "syscall.open_close",
          "syscall.stat",
          "handover.pipe",
          "handover.futex",
          "paging.map",
          "paging.fault",
          "bandwidth.read",
          "bandwidth.copy",
          "exec.spawn",
          "file.read",
          "file.write",
          "file.write_sync",
          "cpu.work");

  @TempDir Path folder;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    RealNode.require();
  }

  private RunFolder run(String runtimes) throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("suite.yaml"),
            """
            scenario: suite
            question: Does every benchmark reach the report?
            runtimes: [%s]
            pod:
              resources: {cpu: 1, memory: 256Mi, cpu-request: 10m}
            workloads:
              all:
                jmh: {benchmarks: [syscall, handover, paging, bandwidth, exec, file], profile: quick}
            design: {rounds: 1, seed: 1, warmups: 0}
            """
                .formatted(runtimes));
    assertThat(
            Main.execute(
                "run", scenario.toString(), "--results", folder.resolve("results").toString()))
        .isEqualTo(ExitCode.DONE);
    return RunFolder.open(RunReference.find(folder.resolve("results"), "latest"));
  }

  private static Set<String> metrics(TrialRecord trial) {
    return trial.samples().stream()
        .map(sample -> sample.metric().name())
        .collect(Collectors.toSet());
  }

  private static double sum(TrialRecord trial, String metric) {
    return trial.samples().stream()
        .filter(sample -> sample.metric().name().equals(metric))
        .mapToDouble(Sample::value)
        .sum();
  }

  private static <T extends Reading> T reading(TrialRecord trial, Class<T> type) {
    return Trials.readings(trial.result(), type).getFirst();
  }

  @Test
  void everyBenchmarkIsMeasuredCheckedByTheNodesClockAndReported() throws IOException {
    RunFolder stored = run("runc");
    TrialRecord trial = stored.trials().getFirst();

    assertThat(trial.result().completed()).isTrue();
    Reading.Brackets brackets = reading(trial, Reading.Brackets.class);
    assertThat(brackets.unchecked()).isEmpty();
    assertThat(brackets.iterations()).hasSizeGreaterThanOrEqualTo(3 * BATCHES.size());
    // A busy machine stamps late: what was left out or not checked must be counted, and no other.
    long shown =
        trial.samples().stream().filter(sample -> BATCHES.contains(sample.metric().name())).count();
    assertThat(shown).isLessThanOrEqualTo(3L * BATCHES.size());
    assertThat(shown + sum(trial, "clock.invalid")).isGreaterThanOrEqualTo(3.0 * BATCHES.size());
    assertThat(metrics(trial)).contains("exec.spawn.call").doesNotContain("cpu.work.call");
    assertThat(trial.result().output()).containsKey("calls.hlog");
    Reading.FileStore store = reading(trial, Reading.FileStore.class);
    assertThat(store.type()).isEqualTo("overlay");
    assertThat(store.syncs()).isPositive();
    assertThat(store.diskWrites()).isPresent();
    assertThat(stored.path().resolve("all.runc.exec.spawn.call.hlog")).isNotEmptyFile();
    assertThat(Files.readString(stored.path().resolve("report.html")))
        .contains("contains an empty foreign call of Java", "Files of runc: overlay on /");
  }
}
