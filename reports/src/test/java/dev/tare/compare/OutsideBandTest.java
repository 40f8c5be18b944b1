package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.result.Metric;
import dev.tare.result.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutsideBandTest {
  private static final double MEBI = 1 << 20;
  private static final Receipt QEMU = receipt("vm", Map.of("hypervisor", "QEMU emulator 9.1"));
  private static final Receipt OTHER_VM = receipt("vm", Map.of("hypervisor", "Example VMM 1.0"));
  private static final Receipt SYSTRAP =
      receipt("userspace-kernel", Map.of("runsc flags", "platform=systrap"));
  private static final Receipt PTRACE =
      receipt("userspace-kernel", Map.of("runsc flags", "network=host platform=ptrace"));
  private static final Receipt HOST = receipt("host", Map.of());

  @Test
  void aFigureOutsideIsMarkedWithSourceDateAndDefinition() {
    assertThat(outside(Metric.size("memory.pss"), 12 * MEBI, QEMU))
        .singleElement()
        .satisfies(
            outside -> {
              assertThat(outside.value()).isEqualTo(12 * MEBI);
              assertThat(outside.statistic()).isEqualTo("median");
              assertThat(outside.words())
                  .startsWith(
                      "outside 60.0 MiB–360 MiB (published: 120 MiB; kata-containers checkmetrics,")
                  .contains("; PSS of hypervisor, virtiofsd and shim", ", 2025; ");
            });
  }

  @Test
  void aFigureInsideAndOneOfAnotherKindAreNot() {
    assertThat(outside(Metric.size("memory.pss"), 150 * MEBI, QEMU)).isEmpty();
    assertThat(outside(Metric.size("memory.pss"), 12 * MEBI, OTHER_VM)).isEmpty();
    assertThat(outside(Metric.size("memory.pss"), 12 * MEBI, SYSTRAP)).isEmpty();
    assertThat(outside(Metric.size("memory.cgroup"), 12 * MEBI, QEMU)).isEmpty();
  }

  @Test
  void thePlatformIsThatOfTheRunningSentry() {
    Metric raw = Metric.duration("syscall.getppid_raw");

    assertThat(outside(raw, 500_000, PTRACE)).hasSize(1);
    assertThat(outside(raw, 40_000, PTRACE)).isEmpty();
    assertThat(outside(raw, 500_000, SYSTRAP)).isEmpty();
    assertThat(outside(raw, 500_000, HOST)).hasSize(1);
    assertThat(outside(raw, 140, HOST)).isEmpty();
  }

  @Test
  void anObjectiveHasNoLowerEnd() {
    assertThat(outside(Metric.duration("startup.sli"), 6e9, HOST))
        .extracting(OutsideBand::words)
        .singleElement()
        .asString()
        .startsWith("above 5.00 s (published: 5 s at the 99th percentile; kubernetes/community");
    assertThat(outside(Metric.duration("startup.sli"), 1e6, HOST)).isEmpty();
  }

  @Test
  void everyBandIsAboutAMetricThatExistsAndNamesItsSource() {
    assertThat(Band.ALL)
        .isNotEmpty()
        .allSatisfy(
            band -> {
              assertThat(band.metric())
                  .isIn(
                      Set.of(
                          Families.PSS, Families.THROUGHPUT, Families.SLI, "syscall.getppid_raw"));
              assertThat(band.low()).isLessThan(band.high());
              assertThat(band.statistics()).isNotEmpty().isSubsetOf("median", "p90", "p99");
              assertThat(List.of(band.published(), band.source(), band.date(), band.definition()))
                  .noneMatch(String::isBlank);
            });
  }

  private static List<OutsideBand> outside(Metric metric, double value, Receipt receipt) {
    Figure known = new Figure.Known(value, Optional.empty(), 3, "needs 6 rounds, has 3");
    Figure absent = new Figure.Absent("not measured");
    RuntimeValues values = new RuntimeValues("x", 3, known, absent, absent, List.of());
    return OutsideBand.of(
        List.of(
            new MetricComparison(
                "idle", "memory", metric, "m", new Precision("", 0, 0), List.of(values))),
        runtime -> runtime.equals("x") ? List.of(receipt) : List.of());
  }

  private static Receipt receipt(String sandbox, Map<String, String> versions) {
    return new Receipt("x", "x", sandbox, "k", Map.of(), versions, List.of(), "");
  }
}
