package dev.tare.scenario.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> NAMES = List.of("runc", "gvisor", "gvisor-ptrace", "kata-qemu");

  @ParameterizedTest
  @CsvSource({
    "runk, runc",
    "rnuc, runc",
    "Gvisor, gvisor",
    "gvisor-ptarce, gvisor-ptrace",
    "kata, kata-qemu",
    "qemu, kata-qemu"
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertThat(NearestName.of(typed, NAMES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"firecracker", "x", "crun-vm"})
  void doesNotGuessWildly(String typed) {
    assertThat(NearestName.of(typed, NAMES)).isEmpty();
    assertThat(NearestName.advice(typed, NAMES))
        .isEqualTo("valid: runc, gvisor, gvisor-ptrace, kata-qemu");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "abc, abd, 1",
    "kitten, sitting, 3"
  })
  void countsLettersInsertedRemovedReplacedOrSwapped(String from, String to, int distance) {
    assertThat(NearestName.distance(from, to)).isEqualTo(distance);
    assertThat(NearestName.distance(to, from)).isEqualTo(distance);
  }

  @Test
  void saysNothingWhenThereIsNothingToSay() {
    assertThat(NearestName.advice("runc", List.of())).isEmpty();
  }
}
