package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.measure.Measurements;
import dev.tare.plan.Trial;
import dev.tare.result.Fact;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.TrialResult;
import dev.tare.target.TargetException;
import dev.tare.target.Trials;
import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.KubeletCalls;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each tier of the observer sees of real nodes, and what it says of the rest. The tests stand
 * in the order that starts the fewest observers; they hold in any.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObserverIT {
  private static final String RUN = "20261125t000000z-observer-0b5e";
  private static final String STARTUP = "startup: {arrival: {serial: 1}, ready: home-call}";
  private static final String MEMORY = "memory: {levels: [1, 2], settle: 1s}";

  private static final List<Phase> CALLS =
      List.of(
          Phase.SANDBOX_BEGUN,
          Phase.SANDBOX_CREATED,
          Phase.CONTAINER_BEGUN,
          Phase.CONTAINER_CREATED,
          Phase.START_ANSWERED);

  private static RealCluster real;
  private static SharedTarget shared;

  @BeforeAll
  static void bringUp() throws Exception {
    real = RealCluster.require();
    try (Cluster cluster = real.open()) {
      Roles.apply(cluster);
    }
    shared = new SharedTarget(real);
  }

  @AfterAll
  static void takeDown() {
    if (shared != null) {
      shared.close();
    }
  }

  /** Both runtimes on the node that they share. */
  private static SharedTarget.Ready observed(KubernetesTargetConfig config)
      throws InterruptedException {
    return shared.ready(config, "runc", "gvisor");
  }

  private static SharedTarget.Ready observed(Tier tier) throws InterruptedException {
    return observed(real.config(RUN, tier));
  }

  private static Trial trial(String workload, String runtime, SharedTarget.Ready ready) {
    return Trials.first(Trials.scenario(workload), ready.runtime(runtime), ready.placement());
  }

  private static Set<String> blind(TrialResult result) {
    return Trials.readings(result, Reading.Blind.class).stream()
        .map(Reading.Blind::view)
        .collect(Collectors.toSet());
  }

  /** Of the cluster's nodes nobody knows which pods they had before. */
  private static Set<String> blindIn(Tier tier) {
    return switch (tier) {
      case RUNTIME -> Set.of(Reading.FirstPod.VIEW);
      case PROCESSES -> Set.of(Reading.FirstPod.VIEW, "network set-up");
      default -> Set.of(Reading.FirstPod.VIEW, "network set-up", KubeletCalls.VIEW);
    };
  }

  private static Set<String> metrics(Trial trial, TrialResult result) {
    return Measurements.of(trial.workload().workload(), result).samples().stream()
        .map(sample -> sample.metric().name())
        .collect(Collectors.toSet());
  }

  @Order(2)
  @ParameterizedTest
  @EnumSource(
      value = Tier.class,
      names = {"RUNTIME", "PROCESSES", "KUBELET"})
  void podsOfEveryRuntimeCallHomeInEveryTier(Tier tier) throws Exception {
    SharedTarget.Ready ready = observed(tier);

    for (String name : List.of("runc", "gvisor")) {
      TrialResult result = ready.target().run(trial(STARTUP, name, ready));

      assertThat(result.problems()).isEmpty();
      PodOutcome pod = result.pods().getFirst();
      assertThat(pod).isInstanceOf(PodOutcome.Completed.class);
      assertThat(pod.mark(Phase.CALLED_HOME)).isPresent();
      assertThat(pod.mark(Phase.FIRST_OUTPUT)).isPresent();
      assertThat(pod.mark(Phase.OUTPUT_RECEIVED)).isEmpty();
      assertThat(pod.mark(Phase.TASK_STARTED).isPresent()).isEqualTo(tier == Tier.RUNTIME);
      assertThat(pod.mark(Phase.NETWORK_READY).isPresent()).isEqualTo(tier == Tier.RUNTIME);
      // The kubelet's calls are its own spans'; the network is the CNI plugins', the task
      // containerd's.
      boolean files = tier != Tier.KUBELET;
      assertThat(CALLS).allMatch(call -> pod.mark(call).isPresent() == files);
      if (tier == Tier.RUNTIME) {
        assertThat(
                Stream.of(
                        Phase.SANDBOX_BEGUN,
                        Phase.NETWORK_BEGUN,
                        Phase.NETWORK_READY,
                        Phase.SANDBOX_CREATED,
                        Phase.CONTAINER_BEGUN,
                        Phase.CONTAINER_CREATED,
                        Phase.TASK_STARTED,
                        Phase.START_ANSWERED)
                    .map(phase -> pod.mark(phase).orElseThrow().nanos()))
            .isSorted();
      }
      assertThat(blind(result)).isEqualTo(blindIn(tier));
    }
    assertThat(ready.target().probe().facts())
        .contains(Fact.known("observer.tier", tier.label(), true))
        .anyMatch(fact -> fact.name().startsWith("kernel.release") && fact.value() != null);
  }

  @Order(1)
  @Test
  void withTheRuntimesSocketEveryViewOfMemoryIsThere() throws Exception {
    SharedTarget.Ready ready = observed(Tier.RUNTIME);

    for (String name : List.of("runc", "gvisor")) {
      Trial trial = trial(MEMORY, name, ready);
      TrialResult result = ready.target().run(trial);

      assertThat(result.problems()).isEmpty();
      assertThat(blind(result)).isEmpty();
      assertThat(metrics(trial, result))
          .contains("memory.pss", "memory.cgroup", "memory.node_slope", "memory.runtime_stats");
    }
  }

  @Order(4)
  @Test
  void withoutItTheRuntimesOwnFigureIsMissingAndNothingElse() throws Exception {
    SharedTarget.Ready ready = observed(Tier.PROCESSES);
    Trial trial = trial(MEMORY, "gvisor", ready);

    TrialResult result = ready.target().run(trial);

    assertThat(blind(result)).containsExactly("runtime-stats");
    assertThat(metrics(trial, result))
        .contains("memory.pss", "memory.cgroup", "memory.node_slope")
        .doesNotContain("memory.runtime_stats");
  }

  @Order(3)
  @Test
  void theKubeletTellsItsOwnFigureAndTheNodes() throws Exception {
    SharedTarget.Ready ready = observed(Tier.KUBELET);
    Trial trial = trial(MEMORY, "runc", ready);

    TrialResult result = ready.target().run(trial);

    assertThat(blind(result))
        .as(() -> Trials.readings(result, Reading.Blind.class).toString())
        .containsExactlyInAnyOrder("process-tree", "cgroup");
    assertThat(metrics(trial, result))
        .contains("memory.node_slope", "memory.runtime_stats")
        .doesNotContain("memory.pss", "memory.cgroup");
  }

  @Order(4)
  @Test
  void theCpuOfSandboxesAndOfWhoWatchesThemIsSeen() throws Exception {
    SharedTarget.Ready ready = observed(Tier.PROCESSES);

    for (String name : List.of("runc", "gvisor")) {
      Trial trial = trial("cpu: {pods: 1, idle: 1s}", name, ready);
      TrialResult result = ready.target().run(trial);

      assertThat(result.problems()).isEmpty();
      assertThat(blind(result)).isEmpty();
      assertThat(metrics(trial, result))
          .contains(
              "cpu_cost.start",
              "cpu_cost.start.pod",
              "cpu_cost.start.outside",
              "cpu_cost.start.runtime",
              "cpu_cost.start.kubelet",
              "cpu_cost.idle");
      assertThat(result.readings())
          .filteredOn(Reading.OwnCost.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              Reading.OwnCost.class,
              cost -> {
                assertThat(cost.observerNanos()).isPresent();
                assertThat(cost.runtimeNanos()).isPresent();
              });
    }
  }

  @Order(3)
  @Test
  void withTheKubeletAloneTheNodesCpuIsSeenAndThePodsIsNot() throws Exception {
    SharedTarget.Ready ready = observed(Tier.KUBELET);
    Trial trial = trial("network: {parts: [tx], duration: 1s, cpu: true}", "runc", ready);

    TrialResult result = ready.target().run(trial);

    assertThat(result.problems()).isEmpty();
    assertThat(blind(result)).containsExactlyInAnyOrder("cpu-limit", "cpu");
    assertThat(metrics(trial, result))
        .contains("network.throughput", "network.node_baseline")
        .doesNotContain("network.tx_cpu.pod", "network.tx_cpu.peer", "network.tx_cpu.rest");
  }

  @Order(5)
  @Test
  void anObserverThatCannotStartSaysWhy() {
    KubernetesTargetConfig usual = real.config(RUN, Tier.RUNTIME);
    KubernetesTargetConfig broken =
        new KubernetesTargetConfig(
            RUN,
            usual.image(),
            "localhost/tare/nothing:1",
            Tier.RUNTIME,
            Optional.empty(),
            List.of(),
            3);

    assertThatThrownBy(() -> observed(broken))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("localhost/tare/nothing:1")
        .hasMessageContaining("--observer none");
    real.requireNothingLeftOf(RUN);
  }
}
