package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements;
import dev.tare.plan.Peers;
import dev.tare.plan.Placement;
import dev.tare.plan.Planner;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Network and CPU time on the embedded node, where something of them is known beforehand. */
class NetworkIT {
  private static final String RUN = "20261124t000000z-network-c0de";

  private static RealNode node;
  private CriTarget target;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    node = RealNode.require();
  }

  @BeforeEach
  void open() {
    target = node.open(RUN);
  }

  @AfterEach
  void close() throws Exception {
    target.close();
    assertThat(node.hasPodsOf(RUN)).isFalse();
  }

  private RuntimeSpec runtime(String name) {
    node.requireHandler(name);
    return target.offered().stream()
        .filter(offered -> offered.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Trial trial(String workload, RuntimeSpec runtime) {
    Scenario scenario =
        ScenarioLoader.parse(
            "network.yaml",
            """
            scenario: network
            question: Is what is measured what is there?
            pod: {resources: {cpu: 1, memory: 256Mi, cpu-request: 10m}}
            workloads: {one: {%s}}
            design: {rounds: 1, seed: 1, warmups: 0}
            """
                .formatted(workload));
    Peers peers = Peers.resolve(scenario, List.of(runtime), target.offered());
    assertThat(peers.problems()).isEmpty();
    return Planner.plan(scenario, List.of(runtime), peers, Placement.on("node"))
        .trials()
        .getFirst();
  }

  private TrialResult run(Trial trial) {
    try {
      return target.run(trial);
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  /** By name; of many values of a metric the last. */
  private static Map<String, Double> samples(Trial trial, TrialResult result) {
    assertThat(result.pods()).allMatch(PodOutcome.Completed.class::isInstance);
    Measurements.Measured measured = Measurements.of(trial.workload().workload(), result);
    assertThat(measured.result().problems()).isEmpty();
    Map<String, Double> samples = new LinkedHashMap<>();
    for (Sample sample : measured.samples()) {
      samples.put(sample.metric().name(), sample.value());
    }
    return samples;
  }

  private static double megabits(Map<String, Double> samples, String metric) {
    assertThat(samples).containsKey(metric);
    return samples.getOrDefault(metric, 0.0) * 8 / 1e6;
  }

  /**
   * The bucket counts whole frames: of 1514 bytes with their Ethernet header 1448 are the stream's,
   * behind 20 of IP, 20 of TCP and 12 of its time stamps. So 200 Mbit/s are 191.3.
   */
  @ParameterizedTest
  @ValueSource(strings = {"runc", "gvisor"})
  void aLimitOnThePodsLinkIsWhatItReceives(String name) throws Exception {
    Trial trial = trial("network: {parts: [tx, rx], duration: 2s, peer: runc}", runtime(name));
    TrialResult result;
    try (PodLinks links = new PodLinks(node)) {
      CompletableFuture<TrialResult> running = CompletableFuture.supplyAsync(() -> run(trial));
      try {
        links.next(); // the server's
        links.limit(links.next(), 200);
      } finally {
        result = running.join();
      }
    }

    Map<String, Double> samples = samples(trial, result);
    assertThat(megabits(samples, "network.throughput_rx")).isBetween(183.0, 197.0);
    assertThat(megabits(samples, "network.throughput"))
        .as("what it sends passes the other end")
        .isGreaterThan(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"runc", "gvisor"})
  void theCpuOfAStreamIsSeenAndWithinThePodsLimit(String name) throws Exception {
    Trial trial =
        trial(
            "network: {parts: [tx, packets, connections, latency], duration: 1s, peer: runc, cpu:"
                + " true}",
            runtime(name));

    TrialResult result = target.run(trial);

    assertThat(result.readings())
        .filteredOn(Reading.Blind.class::isInstance)
        .as("every look fell into its quiet")
        .isEmpty();
    Map<String, Double> samples = samples(trial, result);
    for (String metric :
        List.of(
            "network.packets",
            "network.packets_rx",
            "network.connections",
            "network.tx_cpu.pod",
            "network.tx_cpu.peer",
            "cpu_cost.requests")) {
      assertThat(samples.getOrDefault(metric, 0.0)).as(metric).isPositive();
    }
    if (samples.getOrDefault("network.node_baseline", 0.0) < 0.05) {
      assertThat(samples).containsKey("network.tx_cpu.node");
    }
    // Time of CPUs per second: the gigabits of a second times what each took.
    double cpus =
        samples.getOrDefault("network.tx_cpu.pod", 0.0)
            / 1e9
            * samples.getOrDefault("network.throughput", 0.0)
            * 8
            / 1e9;
    // The start of iperf3 is in the window, too: of a part of one second that is a share.
    assertThat(cpus).as("the pod has one CPU, beside it is its shim").isBetween(0.01, 1.6);
  }

  @Test
  void aSandboxTakesMoreCpuToStartAndSleepsOnLittle() throws Exception {
    Map<String, Double> runc = cpu("runc");
    Map<String, Double> gvisor = cpu("gvisor");

    assertThat(gvisor.getOrDefault("cpu_cost.start", 0.0))
        .isGreaterThan(runc.getOrDefault("cpu_cost.start", Double.MAX_VALUE));
    for (Map<String, Double> samples : List.of(runc, gvisor)) {
      assertThat(samples.getOrDefault("cpu_cost.start.pod", 0.0)).isPositive();
      assertThat(samples.getOrDefault("cpu_cost.start.outside", 0.0)).isPositive();
      assertThat(samples.getOrDefault("cpu_cost.start.runtime", 0.0)).isPositive();
      assertThat(samples.getOrDefault("cpu_cost.idle", 60e9))
          .as("a sleeping pod takes less than a twentieth of a CPU")
          .isBetween(0.0, 3e9);
    }
  }

  private Map<String, Double> cpu(String name) throws InterruptedException {
    Trial trial = trial("cpu: {pods: 1, idle: 2s}", runtime(name));
    TrialResult result = target.run(trial);
    assertThat(result.readings()).noneMatch(Reading.Blind.class::isInstance);
    assertThat(result.readings()).anyMatch(Reading.OwnCost.class::isInstance);
    return samples(trial, result);
  }
}
