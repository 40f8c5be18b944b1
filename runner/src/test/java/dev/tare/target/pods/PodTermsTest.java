package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.scenario.Pod;
import dev.tare.scenario.Seccomp;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodTermsTest {
  private static final Pod SHAPE = new Pod(1, 128L << 20, 1000, Seccomp.UNCONFINED, Map.of());
  private static final Overhead DECLARED = new Overhead(10, 64L << 20);

  private static Map<String, String> terms(long memory, long quota, Overhead overhead) {
    return PodTerms.of(
        Map.of(
            "memory.total",
            (memory >> 10) + " kB",
            "cgroup.cpu_quota",
            Long.toString(quota),
            "cgroup.cpu_period",
            "100000"),
        SHAPE,
        overhead,
        false);
  }

  @Test
  void aLimitThatIncludesTheDeclaredOverheadGivesTheWorkloadTheRest() {
    assertThat(terms(192L << 20, 101_000, DECLARED))
        .containsEntry("memory", "128 MiB")
        .containsEntry("cpus", "1");
  }

  @Test
  void anyOtherLimitStaysAsItWasSeen() {
    assertThat(terms(160L << 20, 150_000, DECLARED))
        .containsEntry("memory", "160 MiB")
        .containsEntry("cpus", "1.5");
    assertThat(terms(192L << 20, 101_000, Overhead.NONE)).containsEntry("memory", "192 MiB");
  }
}
