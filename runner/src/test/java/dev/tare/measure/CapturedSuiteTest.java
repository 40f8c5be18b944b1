package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements.Measured;
import dev.tare.result.PodOutcome;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Profile;
import dev.tare.scenario.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pods on a busy machine with two CPUs really printed. */
class CapturedSuiteTest {
  private static Measured measured(String runtime) throws Exception {
    return Measurements.of(
        new Workload.Jmh(List.of("syscall"), Profile.QUICK),
        new TrialResult(
            List.of(new PodOutcome.Completed("p", List.of())),
            List.of(),
            Map.of(
                "jmh.json", Files.readString(Path.of("src/test/resources/jmh", runtime + ".json"))),
            List.of()));
  }

  @ParameterizedTest
  @CsvSource({"runc, 8", "gvisor, 13"})
  void everyBenchmarkOfARealPodIsMeasuredAndCallsWhereTheyAreLongEnough(String runtime, int calls)
      throws Exception {
    Measured measured = measured(runtime);

    assertThat(measured.result().problems()).isEmpty();
    List<String> metrics =
        measured.samples().stream().map(sample -> sample.metric().name()).distinct().toList();
    assertThat(metrics.stream().filter(name -> name.endsWith(".call"))).hasSize(calls);
    assertThat(metrics)
        .contains(
            "syscall.foreign_call",
            "syscall.getppid",
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
            "cpu.work")
        .contains("exec.spawn.call")
        .doesNotContain("cpu.work.call", "syscall.clock_gettime.call");
    assertThat(measured.result().output().get("calls.hlog")).contains("Tag=exec.spawn.call,");
  }

  @Test
  void aSandboxesCallsCostMoreAndItsMemoryIsAsFast() throws Exception {
    assertThat(least("gvisor", "syscall.getppid"))
        .isGreaterThan(10 * least("runc", "syscall.getppid"));
    assertThat(least("gvisor", "bandwidth.read"))
        .isGreaterThan(least("runc", "bandwidth.read") / 2);
  }

  private static double least(String runtime, String metric) throws Exception {
    return measured(runtime).samples().stream()
        .filter(sample -> sample.metric().name().equals(metric))
        .mapToDouble(Sample::value)
        .min()
        .orElseThrow();
  }
}
