package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuLimitReaderTest {
  @TempDir Path pod;

  @Test
  void takesTheGroupThatWasStoppedMostOften() throws IOException {
    Path container = Files.createDirectory(pod.resolve("container"));
    Files.writeString(pod.resolve("cpu.stat"), "nr_periods 43\nnr_throttled 2\nthrottled_time 5\n");
    Files.writeString(
        container.resolve("cpu.stat"), "nr_periods 40\nnr_throttled 39\nthrottled_time 1320\n");

    assertThat(CpuLimitReader.read("p", List.of(pod)))
        .contains(new Reading.CpuLimit("p", 40, 39, 1320));
  }

  /** Written after the kernel's documentation of cgroup v2. */
  @Test
  void countsInMicrosecondsOnVersion2() throws IOException {
    Files.writeString(
        pod.resolve("cpu.stat"), "usage_usec 9\nnr_periods 10\nnr_throttled 1\nthrottled_usec 7\n");

    assertThat(CpuLimitReader.read("p", List.of(pod)))
        .contains(new Reading.CpuLimit("p", 10, 1, 7_000));
  }

  @Test
  void aGroupWithoutALimitTellsNothing() throws IOException {
    Files.writeString(pod.resolve("cpu.stat"), "usage_usec 9\n");

    assertThat(CpuLimitReader.read("p", List.of(pod, pod.resolve("gone")))).isEmpty();
  }
}
