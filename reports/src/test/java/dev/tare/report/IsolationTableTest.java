package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.report.IsolationTable.Row;
import dev.tare.result.Component;
import dev.tare.result.Isolation;
import dev.tare.result.Isolation.Inside;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.Receipt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IsolationTableTest {
  private static final Receipt RUNC =
      receipt(
          "runc",
          "host",
          Map.of(),
          new Isolation(
              Map.of(
                  Inside.UID_MAP, "0 0 4294967295",
                  Inside.SECCOMP, "0",
                  Inside.NO_NEW_PRIVILEGES, "1",
                  Inside.BOUNDING, "00000000a80425fb",
                  Inside.DEVICES, "full null",
                  Inside.KERNEL_COMMAND_LINE, "x".repeat(500)),
              List.of(serving(Component.WORKLOAD, "sh", "0", "cgroup mnt")),
              ""));

  private static final Receipt GVISOR =
      receipt(
          "gvisor",
          "userspace-kernel",
          Map.of(),
          new Isolation(
              Map.of(Inside.SECCOMP, "2", Inside.SECCOMP_FILTERS, "1"),
              List.of(
                  serving(Component.SENTRY, "runsc-sandbox", "2", "mnt net user"),
                  serving(
                      Component.GOFER,
                      "runsc-gofer",
                      "2 in 3 of 4 threads, 0 in 1 of 4 threads",
                      "")),
              ""));

  @Test
  void insideAndOnTheNodeAreRowsOfOneTable() {
    IsolationTable table = IsolationTable.of(List.of(RUNC, GVISOR));

    assertThat(table.runtimes()).containsExactly("runc", "gvisor");
    assertThat(cells(table, "kernel")).containsExactly("kernel of runc", "kernel of gvisor");
    assertThat(cells(table, "virtual machine")).containsExactly("none", "none");
    assertThat(cells(table, "user namespace, by its uid map"))
        .containsExactly("none: every id is the kernel's own", "not told inside");
    assertThat(cells(table, "kernel command line").getFirst()).hasSize(81).endsWith("…");
    assertThat(cells(table, "seccomp")).containsExactly("none", "filter (1)");
    assertThat(cells(table, "no new privileges")).containsExactly("yes", "not told inside");
    assertThat(cells(table, "capabilities at most").getFirst()).startsWith("14: CHOWN");
    assertThat(cells(table, "on the node: sentry"))
        .containsExactly(
            "–",
            "runsc-sandbox (2): seccomp filter (1); no new privileges yes; user 0; user namespace"
                + " its own; own namespaces mnt net; capabilities none");
    assertThat(cells(table, "on the node: gofer").getLast())
        .contains("seccomp 2 in 3 of 4 threads, 0 in 1 of 4 threads", "user namespace the node's");
  }

  @Test
  void aVirtualMachineNamesItsHypervisorOrThatItCannotBeSeen() {
    Isolation bare = new Isolation(Map.of(), List.of(), "nobody observes the node");
    IsolationTable table =
        IsolationTable.of(
            List.of(
                receipt("a", "vm", Map.of("hypervisor", "cloud-hypervisor v51.0"), bare),
                receipt("b", "vm", Map.of(), bare)));

    assertThat(cells(table, "virtual machine"))
        .containsExactly("cloud-hypervisor v51.0", "yes; cannot see: which hypervisor");
    assertThat(cells(table, "processes that serve it"))
        .containsOnly("cannot see: nobody observes the node");
  }

  @Test
  void aRunThatReadNoEvidenceHasNoTableAndSaysSo() {
    Receipt old = receipt("runc", "host", Map.of(), null);

    assertThat(IsolationTable.of(List.of(old)).rows()).isEmpty();
    assertThat(IsolationText.render(SampleRuns.refused().run(), 80))
        .isEqualTo("No evidence of isolation is stored in this run.\n");
  }

  private static List<String> cells(IsolationTable table, String row) {
    return table.rows().stream()
        .filter(any -> any.name().equals(row))
        .map(Row::cells)
        .flatMap(List::stream)
        .map(lines -> String.join(" | ", lines))
        .toList();
  }

  private static Serving serving(
      Component component, String program, String seccomp, String namespaces) {
    return new Serving(
        component, program, 2, seccomp, "1", "1", "0", namespaces, "0000000000000000");
  }

  private static Receipt receipt(
      String runtime, String sandbox, Map<String, String> versions, @Nullable Isolation isolation) {
    return new Receipt(
        runtime,
        runtime,
        sandbox,
        "kernel of " + runtime,
        Map.of(),
        versions,
        List.of(),
        "",
        isolation);
  }
}
