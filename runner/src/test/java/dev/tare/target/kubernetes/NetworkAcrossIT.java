package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements;
import dev.tare.plan.Peers;
import dev.tare.plan.Placement;
import dev.tare.plan.Planner;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A sandbox whose plain peer stands on the cluster's other node. */
class NetworkAcrossIT {
  private static final String RUN = "20261126t000000z-across-c0d2";

  private static final Scenario FAR =
      ScenarioLoader.parse(
          "far.yaml",
          """
          scenario: far
          question: What does the way to another node change?
          pod: {resources: {cpu: 1, memory: 256Mi, cpu-request: 10m}}
          workloads:
            pair:
              network: {duration: 1s, parts: [tx, latency], peer: runc, peer-node: other, cpu: true}
          design: {rounds: 1, seed: 1, warmups: 0}
          """);

  @Test
  void thePeerStandsOnTheOtherNodeAndIsInNoFigureOfThePodsNode() throws Exception {
    RealCluster real = RealCluster.require();
    try (KubernetesTarget target = real.open(real.config(RUN, Tier.PROCESSES))) {
      List<RuntimeSpec> runtimes =
          target.offered().stream()
              .filter(offered -> List.of("runc", "gvisor").contains(offered.name()))
              .toList();
      Peers peers = Peers.resolve(FAR, runtimes, runtimes);
      Placement placement =
          target.withOthers(target.placement(runtimes), runtimes, peers.apart(FAR, runtimes));
      assertThat(placement)
          .isEqualTo(Placement.on("tare-2").withOthers(Map.of("tare-2", "tare-1")));
      target.prepare(placement, runtimes);
      assertThat(target.probe().facts())
          .anyMatch(f -> f.name().equals("network.peer_machine") && "same".equals(f.value()));
      var plan = Planner.plan(FAR, runtimes, peers, placement);
      target.provide(plan);

      for (Trial trial : plan.trials()) {
        TrialResult result = target.run(trial);

        assertThat(result.pods()).hasSize(2).allMatch(PodOutcome.Completed.class::isInstance);
        Map<String, String> nodes = scheduled(real);
        assertThat(nodes)
            .containsEntry(result.pods().getFirst().pod(), "tare-1")
            .containsEntry(result.pods().getLast().pod(), "tare-2");
        assertThat(Measurements.of(trial.workload().workload(), result).samples())
            .extracting(sample -> sample.metric().name())
            .contains("network.throughput", "network.request_latency", "network.tx_cpu.pod")
            .doesNotContain(
                "network.tx_cpu.peer",
                "network.tx_cpu.rest",
                // Both nodes are one machine here.
                "network.tx_cpu.node",
                "network.node_baseline");
      }
    }
    real.requireNothingLeftOf(RUN);
  }

  /** Pod to node, as the scheduler said it. */
  private static Map<String, String> scheduled(RealCluster real) {
    try (Cluster cluster = real.open()) {
      return cluster
          .client()
          .v1()
          .events()
          .inNamespace(RunNamespace.ofPods(RUN))
          .list()
          .getItems()
          .stream()
          .filter(event -> "Scheduled".equals(event.getReason()))
          .collect(
              Collectors.toMap(
                  event -> event.getInvolvedObject().getName(),
                  NetworkAcrossIT::node,
                  (first, second) -> first));
    }
  }

  private static String node(Event event) {
    String message = event.getMessage();
    return message.substring(message.lastIndexOf(' ') + 1);
  }
}
