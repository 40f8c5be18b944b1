package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecisionTest {

  private static Stream<List<Sample>> runtime(double... errors) {
    return Stream.of(samples(errors).toList());
  }

  private static Stream<Sample> samples(double... errors) {
    return DoubleStream.of(errors)
        .mapToObj(error -> new Sample(Metric.duration("startup.home_call"), 1e8, error));
  }

  @Test
  void theUsualBoundIsThatOfTheRuntimeWithTheLargest() {
    assertThat(Precision.of("harness", runtime(1e5, 1.1e7, 2e5)))
        .isEqualTo(new Precision("harness", 2e5, 1.1e7));
    assertThat(Precision.of("", runtime(0, 0)).bounded()).isFalse();
    assertThat(Precision.of("", runtime()).bounded()).isFalse();
    assertThat(Precision.of("", runtime(0, 0, 5))).isEqualTo(new Precision("", 0, 5));
    assertThat(Precision.of("", Stream.concat(runtime(1, 1, 1), runtime(9, 10, 11))))
        .isEqualTo(new Precision("", 10, 11));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          startup, startup.home_call,          harness
          startup, startup.open.first_output,  harness and node
          startup, startup.cold.first_output,  harness and node
          startup, startup.sandbox,            harness
          startup, startup.task_create,        harness and node
          startup, startup.network,            node
          startup, startup.guest_boot,         guest
          memory,  memory.pss,                 ''
          density, density.idle_pods,          ''
          working, overhead.peak.cache,        ''
          jmh,     syscall.getppid,            "pod, checked against the node's"
          jmh,     syscall.read.call,          pod
          jmh,     cpu.throttled,              CPU time by the node's kernel
          jmh,     clock.invalid,              ''
          cpu,     cpu_cost.idle,              CPU time by the node's kernel
          network, network.throughput_many,    server pod
          network, network.throughput_rx,      client pod
          network, network.packets_rx,         client pod
          network, network.packets.lost,       ''
          network, network.request_latency,    client pod
          network, network.tx_cpu.node,        CPU time by the node's kernel
          network, cpu_cost.requests,          CPU time by the node's kernel
          command, command.latency,            "the tool's, in the pod"
          """,
      quoteCharacter = '"')
  void eachMetricIsBySomebodysClock(String family, String metric, String clock) {
    assertThat(Clocks.of(family, metric, false)).isEqualTo(clock.equals("''") ? "" : clock);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          startup.before_sandbox,  harness and node
          startup.open.sandbox,    node
          startup.create,          node
          startup.start,           node
          startup.task_create,     node
          startup.home_call,       harness
          """)
  void whatTheKubeletStampedIsByTheNodesClock(String metric, String clock) {
    assertThat(Clocks.of("startup", metric, true)).isEqualTo(clock);
  }
}
