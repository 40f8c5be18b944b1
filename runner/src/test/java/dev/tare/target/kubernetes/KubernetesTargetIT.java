package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.measure.Measurements;
import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.Trials;
import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The target on the embedded cluster: two nodes, the second tainted and labelled for gVisor. */
class KubernetesTargetIT {
  private static final String RUN = "20261124t000000z-contract-c1de";
  private static final String FIRST_OUTPUT = "startup: {arrival: {serial: 2}, ready: first-output}";

  private static RealCluster real;
  private KubernetesTarget target;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    real = RealCluster.require();
  }

  @BeforeEach
  void open() {
    target = open(real.image());
  }

  @AfterEach
  void close() {
    target.close();
    real.requireNothingLeftOf(RUN);
  }

  private static KubernetesTarget open(String image) {
    return real.open(
        new KubernetesTargetConfig(RUN, image, "", Tier.NONE, Optional.empty(), List.of(), 3));
  }

  private RuntimeSpec offered(String name) {
    Optional<RuntimeSpec> found =
        target.offered().stream().filter(runtime -> runtime.name().equals(name)).findFirst();
    if (found.isEmpty() && !"true".equals(System.getenv("CI"))) {
      Assumptions.abort("this cluster has no " + name + ": is Go installed?");
    }
    return found.orElseThrow();
  }

  private static Scenario scenario(String workload, String cpu) {
    return ScenarioLoader.parse(
        "cluster.yaml",
        """
        scenario: cluster
        question: Does the cluster's target keep its promises?
        pod: {resources: {cpu: %s, memory: 128Mi%s}}
        workloads: {one: {%s}}
        design: {rounds: 1, seed: 1, warmups: 0}
        limits: {start: 60s}
        """
            .formatted(cpu, cpu.equals("1") ? ", cpu-request: 10m" : "", workload));
  }

  private TrialResult run(String workload, String cpu, RuntimeSpec runtime) throws Exception {
    return target.run(trial(workload, cpu, runtime));
  }

  private Trial trial(String workload, String cpu, RuntimeSpec runtime) throws Exception {
    Placement placement = target.placement(List.of(runtime));
    target.prepare(placement, List.of(runtime));
    return Trials.first(scenario(workload, cpu), runtime, placement);
  }

  private static boolean podsAreLeft() {
    return real.podsAreLeft(RUN);
  }

  @Test
  void aRoundSharesTheSandboxesNodeAndSoDoesTheControl() {
    Placement both = target.placement(List.of(offered("runc"), offered("gvisor")));
    Placement alone = target.placement(List.of(offered("runc")));

    assertThat(both).isEqualTo(Placement.on("tare-2"));
    assertThat(alone).isEqualTo(Placement.on("tare-1"));
  }

  @Test
  void receiptsSayWhatEachClassIsOnEqualTerms() throws Exception {
    List<RuntimeSpec> runtimes = List.of(offered("runc"), offered("gvisor"));
    target.prepare(target.placement(runtimes), runtimes);
    var pod = scenario(FIRST_OUTPUT, "1").cases().getFirst().pod();

    Receipt runc = target.receipt(runtimes.getFirst(), pod);
    Receipt gvisor = target.receipt(runtimes.getLast(), pod);

    assertThat(runc.refused()).isEmpty();
    assertThat(runc.sandbox()).isEqualTo("host");
    assertThat(gvisor.refused()).isEmpty();
    assertThat(gvisor.sandbox()).isEqualTo("userspace-kernel");
    assertThat(gvisor.versions()).containsEntry("overhead.podFixed.memory", "64Mi");
    for (String term : List.of("cpus", "memory", "seccomp")) {
      assertThat(gvisor.terms()).containsEntry(term, runc.terms().getOrDefault(term, "unknown"));
    }
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void everyPodIsTimedByTheWatchToo() throws Exception {
    for (String name : List.of("runc", "gvisor")) {
      Trial trial = trial(FIRST_OUTPUT, "1", offered(name));

      TrialResult result = target.run(trial);

      assertThat(result.pods()).hasSize(2).allMatch(PodOutcome.Completed.class::isInstance);
      for (PodOutcome pod : result.pods()) {
        assertThat(pod.mark(Phase.CONTAINERS_STARTED).orElseThrow().nanos())
            .isGreaterThan(pod.mark(Phase.REQUESTED).orElseThrow().nanos());
        assertThat(pod.mark(Phase.OUTPUT_RECEIVED)).isPresent();
        assertThat(pod.mark(Phase.DELETED)).isPresent();
      }
      assertThat(Measurements.of(trial.workload().workload(), result).samples())
          .extracting(sample -> sample.metric().name())
          .contains("startup.sli", "startup.output_received");
      assertThat(podsAreLeft()).isFalse();
    }
  }

  @Test
  void aBurstIsInFlightTogether() throws Exception {
    TrialResult result =
        run("startup: {arrival: {burst: 5}, ready: first-output}", "1", offered("runc"));

    assertThat(result.pods()).hasSize(5).allMatch(PodOutcome.Completed.class::isInstance);
    long lastRequest =
        result.pods().stream()
            .mapToLong(pod -> pod.mark(Phase.REQUESTED).orElseThrow().nanos())
            .max()
            .orElseThrow();
    assertThat(result.pods())
        .allMatch(pod -> pod.mark(Phase.OUTPUT_RECEIVED).orElseThrow().nanos() > lastRequest);
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void anAbsentClassIsAFailureInTheApiServersWords() throws Exception {
    TrialResult result = run(FIRST_OUTPUT, "1", RuntimeSpec.named("no-such-runtime"));

    assertThat(result.pods())
        .hasSize(2)
        .allSatisfy(
            pod ->
                assertThat(pod)
                    .isInstanceOfSatisfying(
                        PodOutcome.Failed.class,
                        failed -> assertThat(failed.cause()).contains("no-such-runtime")));
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void aPodWithoutAPlaceFailsInTheSchedulersWords() throws Exception {
    TrialResult result =
        run("startup: {arrival: {serial: 1}, ready: first-output}", "64", offered("runc"));

    assertThat(result.pods())
        .singleElement()
        .isInstanceOfSatisfying(
            PodOutcome.Failed.class,
            failed -> assertThat(failed.cause()).contains("Insufficient cpu"));
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void podsMeetTheRestrictedLevelOfPodSecurity() throws Exception {
    Scenario scenario =
        ScenarioLoader.parse(
            "restricted.yaml",
            """
            scenario: restricted
            question: Do pods meet the restricted level?
            pod:
              resources: {cpu: 1, memory: 128Mi, cpu-request: 10m}
              seccomp: runtime-default
            workloads: {one: {%s}}
            design: {rounds: 1, seed: 1, warmups: 0}
            """
                .formatted(FIRST_OUTPUT));
    List<RuntimeSpec> runtimes = List.of(offered("gvisor"));
    Placement placement = target.placement(runtimes);
    target.prepare(placement, runtimes);
    try (Cluster cluster = real.open()) {
      Namespace _ =
          cluster
              .client()
              .namespaces()
              .withName(RunNamespace.ofPods(RUN))
              .edit(
                  namespace ->
                      new NamespaceBuilder(namespace)
                          .editMetadata()
                          .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                          .endMetadata()
                          .build());
    }

    TrialResult result = target.run(Trials.first(scenario, runtimes.getFirst(), placement));

    assertThat(result.pods()).hasSize(2).allMatch(PodOutcome.Completed.class::isInstance);
  }

  @Test
  void anImageThatNoNodeHasIsNamed() throws Exception {
    target.close();
    target = open("localhost/tare/nothing:1");

    TrialResult result =
        run("startup: {arrival: {serial: 1}, ready: first-output}", "1", offered("runc"));

    assertThat(result.pods())
        .singleElement()
        .isInstanceOfSatisfying(
            PodOutcome.Failed.class,
            failed -> assertThat(failed.cause()).contains("localhost/tare/nothing:1"));
  }

  @Test
  void anInterruptTakesThePodsAway() throws Exception {
    Trial trial =
        trial("startup: {arrival: {serial: 50}, ready: first-output}", "1", offered("runc"));
    Thread worker =
        new Thread(
            () -> {
              try {
                target.run(trial);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    worker.start();
    Thread.sleep(3_000);
    worker.interrupt();
    worker.join(120_000);

    assertThat(worker.isAlive()).isFalse();
    assertThat(podsAreLeft()).isFalse();
  }
}
