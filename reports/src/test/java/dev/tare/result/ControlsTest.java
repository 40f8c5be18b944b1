package dev.tare.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlsTest {

  private static Receipt receipt(String runtime, String sandbox, String snapshotter) {
    return new Receipt(
        runtime,
        runtime,
        sandbox,
        "",
        snapshotter.isEmpty() ? Map.of() : Map.of("snapshotter", snapshotter),
        Map.of(),
        List.of(),
        "");
  }

  private static final Receipt RUNC = receipt("runc", "host", "overlayfs");
  private static final Receipt BLOCK = receipt("runc-devmapper", "host", "devmapper");
  private static final Receipt FC = receipt("kata-fc", "vm", "devmapper");

  @Test
  void aRuntimeOnAnotherSnapshotterIsComparedWithThePlainContainerOnIt() {
    assertThat(Controls.of(List.of(RUNC, BLOCK, FC), "runc", "kata-fc"))
        .isEqualTo("runc-devmapper");
  }

  @Test
  void withoutOneTheRunsControlStaysAndTermsAreUnequal() {
    assertThat(Controls.of(List.of(RUNC, FC), "runc", "kata-fc")).isEqualTo("runc");
  }

  @Test
  void onTheSameSnapshotterOrAnUnknownOneTheRunsControlStays() {
    Receipt qemu = receipt("kata-qemu", "vm", "overlayfs");
    Receipt silent = receipt("kata-clh", "vm", "");

    assertThat(Controls.of(List.of(RUNC, BLOCK, qemu), "runc", "kata-qemu")).isEqualTo("runc");
    assertThat(Controls.of(List.of(RUNC, BLOCK, silent), "runc", "kata-clh")).isEqualTo("runc");
  }

  @Test
  void aPlainContainerIsComparedWithTheRunsControlAndATwinWithItsOriginals() {
    assertThat(Controls.of(List.of(RUNC, BLOCK), "runc", "runc-devmapper")).isEqualTo("runc");
    assertThat(Controls.of(List.of(RUNC, BLOCK), "runc", "runc#aa")).isEqualTo("runc");
  }

  @Test
  void aRefusedContainerIsNoControl() {
    Receipt refused =
        new Receipt(
            "b", "b", "host", "", Map.of("snapshotter", "devmapper"), Map.of(), List.of(), "no");

    assertThat(Controls.of(List.of(RUNC, refused, FC), "runc", "kata-fc")).isEqualTo("runc");
  }
}
