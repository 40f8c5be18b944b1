package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Component;
import dev.tare.result.Isolation;
import dev.tare.result.Isolation.Inside;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodIsolationTest {
  private static final Serving SHIM =
      new Serving(Component.SHIM, "shim", 1, "0", "0", "0", "0", "mnt", "0");

  @Test
  void whatThePodSaysIsKeptByNameAndWhatItDoesNotSayIsAbsent() {
    Isolation isolation =
        PodIsolation.of(
            Map.of("security.seccomp", "2", "sees.devices", "null zero", "cpu.visible", "1"),
            List.of(),
            List.of(SHIM));

    assertThat(isolation.inside())
        .isEqualTo(Map.of(Inside.SECCOMP, "2", Inside.DEVICES, "null zero"));
    assertThat(isolation.serving()).containsExactly(SHIM);
    assertThat(isolation.unseen()).isEmpty();
  }

  @Test
  void withoutProcessesTheReasonOfTheViewStands() {
    List<Reading> views =
        List.of(
            new Reading.Blind("cgroup", "no cgroups"),
            new Reading.Blind("process-tree", "no tier"));

    assertThat(PodIsolation.of(Map.of(), views, List.of()).unseen()).isEqualTo("no tier");
    assertThat(PodIsolation.of(Map.of(), List.of(), List.of()).unseen())
        .isEqualTo("the node did not tell how its processes are held");
  }

  @Test
  void aPodThatPrintsTooMuchIsCut() {
    assertThat(
            PodIsolation.of(Map.of("sees.cmdline", "x".repeat(10_000)), List.of(), List.of(SHIM))
                .inside()
                .get(Inside.KERNEL_COMMAND_LINE))
        .hasSize(501)
        .endsWith("…");
  }
}
