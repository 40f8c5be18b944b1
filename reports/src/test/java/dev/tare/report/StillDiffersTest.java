package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Receipt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StillDiffersTest {

  private static Receipt machine(String runtime, Map<String, String> terms) {
    return new Receipt(runtime, runtime, "vm", "guest 6.12", terms, Map.of(), List.of(), "");
  }

  @Test
  void onlyWhatDiffersBetweenVirtualMachinesIsSaidWithWhoHasWhat() {
    List<Receipt> receipts =
        List.of(
            new Receipt("runc", "runc", "host", "", Map.of("cpus", "1"), Map.of(), List.of(), ""),
            machine(
                "kata-clh",
                Map.of("cpus", "1", "visible cpus", "2", "kata shared_fs", "virtio-fs")),
            machine(
                "kata-qemu",
                Map.of("cpus", "1", "visible cpus", "2", "kata shared_fs", "virtio-fs")),
            machine("kata-fc", Map.of("cpus", "1", "visible cpus", "1")));

    assertThat(StillDiffers.lines(receipts))
        .containsExactly(
            "kata shared_fs: virtio-fs (kata-clh, kata-qemu); not read (kata-fc)",
            "visible cpus: 2 (kata-clh, kata-qemu); 1 (kata-fc)");
    assertThat(StillDiffers.terms(receipts)).containsExactly("kata shared_fs", "visible cpus");
  }

  @Test
  void oneMachineAndRefusedOnesDifferInNothing() {
    Receipt refused =
        new Receipt("k", "k", "vm", "", Map.of("cpus", "9"), Map.of(), List.of(), "no");

    assertThat(StillDiffers.lines(List.of(machine("kata", Map.of("cpus", "1")), refused)))
        .isEmpty();
  }
}
