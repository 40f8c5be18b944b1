package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Receipt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeReceiptsTest {

  private static Receipt receipt(String cpus, String refused) {
    return new Receipt(
        "runc",
        "runc",
        "host",
        "host 6.1",
        Map.of("cpus", cpus, "memory", "128 MiB", "memory seen", cpus + "000 kB"),
        Map.of(),
        List.of(),
        refused);
  }

  private static Receipt joined(Receipt first, Receipt second) {
    Map<String, Receipt> taken = new LinkedHashMap<>();
    taken.put("n1", first);
    taken.put("n2", second);
    return NodeReceipts.joined(taken);
  }

  @Test
  void equalTermsOnAllNodesAreTheFirstNodesReceipt() {
    assertThat(joined(receipt("1", ""), receipt("1", ""))).isEqualTo(receipt("1", ""));
  }

  @Test
  void otherTermsOnAnotherNodeRefuseTheRuntime() {
    assertThat(joined(receipt("1", ""), receipt("2", "")).refused())
        .isEqualTo("cpus is 1 on n1 and 2 on n2: choose nodes of one kind with --nodes");
  }

  @Test
  void aRefusalOnAnotherNodeNamesIt() {
    assertThat(joined(receipt("1", ""), receipt("1", "it starts no pod")).refused())
        .isEqualTo("on n2 it starts no pod");
  }

  @Test
  void aRefusalOnTheFirstNodeStands() {
    assertThat(joined(receipt("1", "not a sandbox"), receipt("2", "")).refused())
        .isEqualTo("not a sandbox");
  }
}
