package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tare.result.CpuGroup;
import dev.tare.result.CpuProcess;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.NetworkPart;
import dev.tare.scenario.PeerNode;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two looks become CPU time of what was done between them. */
class CpuMeasurementTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final Workload CPU = new Workload.Cpu(2, Duration.ofSeconds(30));

  private static Map<String, Double> measure(
      Workload workload, List<Reading> readings, String document) {
    Measurements.Measured measured =
        Measurements.of(
            workload,
            new TrialResult(
                List.of(
                    new PodOutcome.Completed("a", List.of()),
                    new PodOutcome.Completed("b", List.of())),
                readings,
                document.isEmpty() ? Map.of() : Map.of("network.json", document),
                List.of()));
    assertThat(measured.result().problems()).isEmpty();
    return measured.samples().stream()
        .collect(Collectors.toMap(sample -> sample.metric().name(), Sample::value));
  }

  private static CpuProcess shim(int pid, String pod, long nanos, long children) {
    return new CpuProcess(
        pid, pid, pod, "shim", "containerd-shim-runc-v2", "/node", nanos, children);
  }

  private static CpuProcess containerd(long nanos, String charged) {
    return new CpuProcess(1, 1, "", CpuProcess.RUNTIME, "containerd", charged, nanos, 0);
  }

  private static Reading look(
      String stage, long nanos, List<CpuGroup> groups, List<CpuProcess> processes) {
    return new Reading.CpuTimes(stage, nanos, 0, 0, Map.of(), groups, processes);
  }

  private static CpuGroup daemon(long nanos) {
    return new CpuGroup("", "/node", 1, nanos);
  }

  private static CpuGroup pod(String pod, long nanos) {
    return new CpuGroup(pod, "/pods/" + pod, 1, nanos);
  }

  /** Containerd takes 10 ms a second by itself; two starts take a second. */
  private static List<Reading> starts() {
    return new ArrayList<>(
        List.of(
            look("baseline-before", 0, List.of(daemon(0)), List.of(containerd(0, "/node"))),
            look(
                "start-before",
                3 * SECOND,
                List.of(daemon(30 * MILLI)),
                List.of(containerd(30 * MILLI, "/node"))),
            look(
                "start-after",
                4 * SECOND,
                List.of(daemon(240 * MILLI), pod("a", 50 * MILLI), pod("b", 70 * MILLI)),
                List.of(
                    containerd(60 * MILLI, "/node"),
                    shim(5, "a", 10 * MILLI, 20 * MILLI),
                    shim(6, "b", 10 * MILLI, 20 * MILLI)))));
  }

  @Test
  void aStartIsThePodItsShimAndTheDaemonsGroupBeyondItsBaseline() {
    Map<String, Double> samples = measure(CPU, starts(), "");

    assertThat(samples)
        .containsEntry("cpu_cost.start.pod", 60.0 * MILLI)
        .containsEntry("cpu_cost.start.outside", 30.0 * MILLI)
        // 210 in its group, 60 of them the shims', 10 what it takes anyway; two pods
        .containsEntry("cpu_cost.start.runtime", 70.0 * MILLI)
        .containsEntry("cpu_cost.start", 160.0 * MILLI)
        .doesNotContainKey("cpu_cost.start.kubelet")
        .doesNotContainKey("cpu_cost.idle");
  }

  @Test
  void idleIsPerPodAndMinute() {
    List<Reading> readings = starts();
    for (long end : new long[] {0, 1}) {
      readings.add(
          look(
              end == 0 ? "idle-before" : "idle-after",
              (10 + 30 * end) * SECOND,
              List.of(
                  daemon((300 + 302 * end) * MILLI),
                  pod("a", (50 + 4 * end) * MILLI),
                  pod("b", (70 + 6 * end) * MILLI)),
              List.of(
                  containerd(0, "/node"),
                  shim(5, "a", (10 + end) * MILLI, 0),
                  shim(6, "b", (10 + end) * MILLI, 0))));
    }

    assertThat(measure(CPU, readings, ""))
        .containsEntry("cpu_cost.idle.pod", 10.0 * MILLI)
        .containsEntry("cpu_cost.idle.outside", 2.0 * MILLI)
        .containsEntry("cpu_cost.idle", 12.0 * MILLI)
        .containsEntry("cpu_cost.idle.runtime", 0.0);
  }

  @Test
  void aPodWhoseCgroupNobodyReadHasNoFigure() {
    List<Reading> readings = new ArrayList<>(starts().subList(0, 2));
    readings.add(
        look(
            "start-after",
            4 * SECOND,
            List.of(daemon(240 * MILLI), pod("a", 50 * MILLI)),
            List.of(containerd(60 * MILLI, "/node"))));
    readings.add(new Reading.Blind("cpu", "no cgroup of b"));

    assertThat(measure(CPU, readings, "")).isEmpty();
  }

  @Test
  void withoutAGroupOfItsOwnTheDaemonIsAProcess() {
    List<Reading> readings =
        List.of(
            look("baseline-before", 0, List.of(), List.of(containerd(0, ""))),
            look("start-before", SECOND, List.of(), List.of(containerd(10 * MILLI, ""))),
            look(
                "start-after",
                2 * SECOND,
                List.of(pod("a", 0), pod("b", 0)),
                List.of(containerd(60 * MILLI, ""))));

    assertThat(measure(CPU, readings, "")).containsEntry("cpu_cost.start.runtime", 20.0 * MILLI);
  }

  private static final Workload NETWORK =
      new Workload.Network(
          1,
          Duration.ofSeconds(4),
          500,
          List.of(NetworkPart.RX),
          Optional.empty(),
          PeerNode.SAME,
          true);

  private static final String DOCUMENT =
      """
      {"schema":1,"kind":"network","iperf_version":"iperf 3.18",
       "one_flow_rx":{"bytes_per_second":1.25e8,"moved_bytes":625000000}}\
      """;

  private static Reading node(
      String stage, long nanos, Map<String, Long> node, List<CpuGroup> groups) {
    return new Reading.CpuTimes(
        stage,
        nanos,
        0,
        0,
        node,
        groups,
        List.of(new CpuProcess(8, 8, "b", "vhost", "vhost-7", "/pods/b", nanos / 100, 0)));
  }

  private static Map<String, Long> line(long user, long system, long softirq, long steal) {
    return Map.of(
        "user",
        user * MILLI,
        "nice",
        0L,
        "system",
        system * MILLI,
        "idle",
        7L,
        "iowait",
        7L,
        "irq",
        0L,
        "softirq",
        softirq * MILLI,
        "steal",
        steal * MILLI);
  }

  @Test
  void theNodesCpuPerGigabitIsBeyondWhatItDoesAnyway() {
    List<Reading> readings =
        List.of(
            node("baseline-before", 0, line(0, 0, 0, 0), List.of()),
            node("baseline-after", 2 * SECOND, line(100, 20, 0, 0), List.of()),
            node(
                "rx-before",
                2 * SECOND,
                line(100, 20, 0, 0),
                List.of(pod("a", 0), pod("b", SECOND))),
            node(
                "rx-after",
                6 * SECOND,
                line(1300, 3060, 1000, 50),
                List.of(pod("a", 2 * SECOND), pod("b", 2 * SECOND))));

    // Five gigabits. 5240 ms, 60 ms in each second anyway.
    assertThat(measure(NETWORK, readings, DOCUMENT))
        .containsEntry("network.rx_cpu.node", 1000.0 * MILLI)
        .containsEntry("network.rx_cpu.user", 200.0 * MILLI)
        .containsEntry("network.rx_cpu.system", 600.0 * MILLI)
        .containsEntry("network.rx_cpu.softirq", 200.0 * MILLI)
        .containsEntry("network.rx_cpu.steal", 10.0 * MILLI)
        .containsEntry("network.rx_cpu.peer", 400.0 * MILLI)
        .containsEntry("network.rx_cpu.pod", 200.0 * MILLI)
        .containsEntry("network.rx_cpu.vhost", 8.0 * MILLI)
        .containsEntry("network.rx_cpu.rest", 400.0 * MILLI)
        .hasEntrySatisfying(
            "network.node_baseline", value -> assertThat(value).isCloseTo(0.06, within(1e-9)));
  }

  @Test
  void wherePodsPushOtherWorkAsideTheNodeHasNoFigure() {
    List<Reading> readings =
        List.of(
            node("baseline-before", 0, line(0, 0, 0, 0), List.of()),
            node("baseline-after", SECOND, line(1900, 0, 0, 0), List.of()),
            node("rx-before", SECOND, line(1900, 0, 0, 0), List.of(pod("a", 0), pod("b", 0))),
            node(
                "rx-after",
                5 * SECOND,
                line(9900, 0, 0, 0),
                List.of(pod("a", SECOND), pod("b", SECOND))));

    assertThat(measure(NETWORK, readings, DOCUMENT))
        .containsEntry("network.rx_cpu.pod", 200.0 * MILLI)
        .containsEntry("network.rx_cpu.peer", 200.0 * MILLI)
        .doesNotContainKeys("network.rx_cpu.node", "network.rx_cpu.user", "network.rx_cpu.rest");
  }

  @Test
  void aNodeWithoutLooksHasThroughputAlone() {
    assertThat(measure(NETWORK, List.of(new Reading.Blind("cpu", "nobody observes it")), DOCUMENT))
        .containsOnlyKeys("network.throughput_rx");
  }

  @Test
  void aNodeThatIsSeenWithoutItsPodsHasNoShares() {
    List<Reading> readings =
        List.of(
            node("baseline-before", 0, line(0, 0, 0, 0), List.of()),
            node("baseline-after", SECOND, line(0, 0, 0, 0), List.of()),
            node("rx-before", SECOND, line(0, 0, 0, 0), List.of()),
            node("rx-after", 5 * SECOND, line(500, 0, 0, 0), List.of()));

    assertThat(measure(NETWORK, readings, DOCUMENT))
        .containsEntry("network.rx_cpu.node", 100.0 * MILLI)
        .doesNotContainKeys("network.rx_cpu.pod", "network.rx_cpu.peer", "network.rx_cpu.rest");
  }
}
