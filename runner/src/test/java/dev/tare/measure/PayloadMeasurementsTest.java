package dev.tare.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements.Measured;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.NetworkPart;
import dev.tare.scenario.PeerNode;
import dev.tare.scenario.Profile;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What payloads print becomes samples, or the trial fails with the reason. */
class PayloadMeasurementsTest {
  private static final Workload JMH = new Workload.Jmh(List.of("syscall"), Profile.QUICK);
  private static final Workload NETWORK = network(NetworkPart.TX, NetworkPart.LATENCY);

  private static Workload network(NetworkPart... parts) {
    return new Workload.Network(
        1, Duration.ofSeconds(1), 2, List.of(parts), Optional.empty(), PeerNode.SAME, false);
  }

  private static final String SUITE =
      """
      {"schema":1,"kind":"jmh","benchmarks":[
        {"id":"syscall.getppid","unit":"ns/op","forks":[
          {"iterations":[{"score":128.5},{"score":130.0}]}]},
        {"id":"cpu.work","unit":"ns/op","forks":[{"iterations":[{"score":715.0}]}]}]}\
      """;

  private static final String TRAFFIC =
      """
      {"schema":1,"kind":"network","iperf_version":"iperf 3.18",
       "one_flow":{"bytes_per_second":1.25e9},
       "cross_check":{"bytes_per_second":1.2e9},
       "latency":{"requests":2,"latency_ns":[1000,3000],"lag_ns":[0,5]}}\
      """;

  private static Measured measure(Workload workload, String name, String document) {
    return Measurements.of(
        workload,
        new TrialResult(
            List.of(new PodOutcome.Completed("p", List.of())),
            List.of(new Reading.CpuLimit("p", 40, 10, 1), new Reading.CpuLimit("q", 0, 0, 0)),
            Map.of(name, document),
            List.of()));
  }

  @Test
  void everyIterationIsASampleAndThrottlingStandsBesideThem() {
    assertThat(measure(JMH, "jmh.json", SUITE).samples())
        .extracting(sample -> sample.metric().name(), Sample::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("syscall.getppid", 128.5),
            org.assertj.core.groups.Tuple.tuple("syscall.getppid", 130.0),
            org.assertj.core.groups.Tuple.tuple("cpu.work", 715.0),
            org.assertj.core.groups.Tuple.tuple("clock.unchecked", 3.0),
            org.assertj.core.groups.Tuple.tuple("cpu.throttled", 0.25));
  }

  @Test
  void everyRequestIsASample() {
    assertThat(measure(NETWORK, "network.json", TRAFFIC).samples())
        .extracting(sample -> sample.metric().name(), Sample::value)
        .contains(
            org.assertj.core.groups.Tuple.tuple("network.throughput", 1.25e9),
            org.assertj.core.groups.Tuple.tuple("network.throughput_own", 1.2e9),
            org.assertj.core.groups.Tuple.tuple("network.request_latency", 1000.0),
            org.assertj.core.groups.Tuple.tuple("network.request_latency", 3000.0),
            org.assertj.core.groups.Tuple.tuple("network.request_lag", 0.0));
  }

  @Test
  void onlyThePartsThatWereAskedForAreRead() {
    String document =
        """
        {"schema":1,"kind":"network","iperf_version":"iperf 3.16","one_flow_rx":{"bytes_per_second":2e9},
         "packets":{"received_per_second":9e4,"received":90,"lost":10},
         "packets_rx":{"received_per_second":8e4,"received":80,"lost":0},
         "connections":{"per_second":5000.5}}\
        """;

    assertThat(
            measure(
                    network(NetworkPart.RX, NetworkPart.PACKETS, NetworkPart.CONNECTIONS),
                    "network.json",
                    document)
                .samples())
        .extracting(sample -> sample.metric().name(), Sample::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("network.throughput_rx", 2e9),
            org.assertj.core.groups.Tuple.tuple("network.packets", 9e4),
            org.assertj.core.groups.Tuple.tuple("network.packets.lost", 0.1),
            org.assertj.core.groups.Tuple.tuple("network.packets_rx", 8e4),
            org.assertj.core.groups.Tuple.tuple("network.packets_rx.lost", 0.0),
            org.assertj.core.groups.Tuple.tuple("network.connections", 5000.5),
            org.assertj.core.groups.Tuple.tuple("cpu.throttled", 0.25));
    assertThat(measure(NETWORK, "network.json", document).result().problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iperf 3.15", "iperf 2.1", "iperf 3.x", "unknown", ""})
  void anIperfWithOneThreadForAllFlowsIsRefused(String version) {
    assertThat(
            measure(NETWORK, "network.json", TRAFFIC.replace("iperf 3.18", version))
                .result()
                .problems())
        .containsExactly(
            "the payload's iperf3 is '%s'; 3.16 or newer has a thread for each flow, and is needed"
                .formatted(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{\"schema\":2,\"kind\":\"jmh\"}",
        "{\"schema\":1,\"kind\":\"network\"}",
        "{\"schema\":1,\"kind\":\"jmh\",\"benchmarks\":[]}",
        "{\"schema\":1,\"kind\":\"jmh\",\"benchmarks\":[{\"id\":\"a.b\",\"unit\":\"ms/op\"}]}",
        "{\"schema\":1,\"kind\":\"jmh\",\"benchmarks\":[{\"id\":\"<b>\",\"unit\":\"ns/op\"}]}",
        "{\"schema\":1,\"kind\":\"jmh\",\"benchmarks\":[{\"id\":\"a.b\",\"unit\":\"ns/op\",\"forks\":"
            + "[{\"iterations\":[{\"score\":-1}]}]}]}",
        "{\"schema\":1,\"kind\":\"jmh\",\"benchmarks\":[{\"id\":\"a.b\",\"unit\":\"ns/op\",\"forks\":"
            + "[{\"iterations\":[{\"score\":\"NaN\"}]}]}]}"
      })
  void aDocumentThatCannotBeTrustedFailsTheTrial(String document) {
    Measured measured = measure(JMH, "jmh.json", document);

    assertThat(measured.samples()).isEmpty();
    assertThat(measured.result().problems()).hasSize(1);
    assertThat(measured.result().completed()).isFalse();
  }

  @Test
  void aMissingDocumentFailsTheTrial() {
    assertThat(measure(NETWORK, "other.json", TRAFFIC).result().problems())
        .containsExactly("the payload left no network.json");
  }

  @Test
  void lostLatenciesFailTheTrial() {
    assertThat(
            measure(NETWORK, "network.json", TRAFFIC.replace("\"requests\":2", "\"requests\":3"))
                .result()
                .problems())
        .containsExactly("there are 2 latencies of 3 requests");
  }
}
