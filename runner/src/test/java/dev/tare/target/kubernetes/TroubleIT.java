package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.target.Clock;
import dev.tare.target.Trials;
import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.ReceiptRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trouble that comes upon a run of a real cluster between its preparation and its pods. */
class TroubleIT {
  private static final String RUN = "20261125t000000z-trouble-7e57";
  private static final String NAMESPACE = RunNamespace.ofPods(RUN);
  private static final RuntimeSpec RUNC = RuntimeSpec.named("runc");

  /** As long as a request waits for its answer. */
  private static final Duration AWAY = Duration.ofSeconds(30);

  private static RealCluster real;

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private Cluster admin;
  private KubernetesTarget target;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    real = RealCluster.require();
  }

  @BeforeEach
  void open() {
    admin = real.open();
    target =
        KubernetesTarget.open(real.open(), real.config(RUN, Tier.NONE), Clock.system(), notes::add);
  }

  @AfterEach
  void close() {
    target.close();
    admin.close();
    real.requireNothingLeftOf(RUN);
  }

  private static Scenario scenario(int pods) {
    return Trials.scenario("startup: {arrival: {serial: %d}, ready: first-output}".formatted(pods));
  }

  private Trial prepared(RuntimeSpec runtime, int pods) throws InterruptedException {
    Placement placement = target.placement(List.of(runtime));
    target.prepare(placement, List.of(runtime));
    return Trials.first(scenario(pods), runtime, placement);
  }

  /** What the server says to a pod of the run by now; empty when it would take it. */
  private String refusal(RuntimeSpec runtime) {
    Pod pod =
        KubePodManifest.of(
            ReceiptRun.request(RUN, real.image(), runtime, scenario(1).cases().getFirst().pod()),
            "tare-1",
            List.of());
    try {
      Pod _ = admin.client().pods().inNamespace(NAMESPACE).resource(pod).dryRun(true).create();
      return "";
    } catch (KubernetesClientException e) {
      return admin.errors().say(e);
    }
  }

  private void allFail(Trial trial, String... words) throws InterruptedException {
    TrialResult result = target.run(trial);

    assertThat(result.pods())
        .isNotEmpty()
        .allSatisfy(
            pod ->
                assertThat(pod)
                    .isInstanceOfSatisfying(
                        PodOutcome.Failed.class,
                        failed -> assertThat(failed.cause()).contains(words)));
    assertThat(real.podsAreLeft(RUN)).isFalse();
  }

  @Test
  void aQuotaFailsEveryPodInTheServersWords() throws Exception {
    Trial trial = prepared(RUNC, 2);
    HasMetadata _ =
        admin
            .client()
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("no-pods")
                    .withNamespace(NAMESPACE)
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("pods", new Quantity("0"))
                    .endSpec()
                    .build())
            .create();
    Awaitility.await().until(() -> refusal(RUNC).contains("exceeded quota"));

    allFail(trial, "exceeded quota: no-pods", "a larger quota");
  }

  @Test
  void anAdmissionPolicyFailsEveryPodInItsOwnWords() throws Exception {
    Trial trial = prepared(RUNC, 2);
    List<HasMetadata> policy =
        admin
            .client()
            .load(
                new ByteArrayInputStream(
                    """
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicy
                    metadata: {name: tare-trouble-test}
                    spec:
                      failurePolicy: Fail
                      matchConstraints:
                        namespaceSelector: {matchLabels: {tare.dev/run: %1$s}}
                        objectSelector: {matchLabels: {tare.dev/run: %1$s}}
                        resourceRules:
                        - {apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"]}
                      validations:
                      - {expression: "false", message: "pods need the label team"}
                    ---
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingAdmissionPolicyBinding
                    metadata: {name: tare-trouble-test}
                    spec: {policyName: tare-trouble-test, validationActions: ["Deny"]}
                    """
                        .formatted(RUN)
                        .getBytes(StandardCharsets.UTF_8)))
            .items();
    try {
      policy.forEach(
          object -> {
            HasMetadata _ = admin.client().resource(object).create();
          });
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> refusal(RUNC).contains("pods need the label team"));

      allFail(trial, "pods need the label team", "pod.overlay");
    } finally {
      policy.forEach(
          object -> {
            var _ = admin.client().resource(object).delete();
          });
    }
  }

  @Test
  void aClassThatIsDeletedInTheMiddleFailsEveryPodInTheServersWords() throws Exception {
    RuntimeSpec passing = RuntimeSpec.named("tare-trouble-test");
    var runtimeClass =
        admin
            .client()
            .resource(
                new RuntimeClassBuilder()
                    .withNewMetadata()
                    .withName(passing.name())
                    .endMetadata()
                    .withHandler("runc")
                    .build());
    HasMetadata _ = runtimeClass.create();
    try {
      Trial trial = prepared(passing, 2);
      var _ = runtimeClass.delete();
      Awaitility.await().until(() -> refusal(passing).contains(passing.name()));

      allFail(trial, passing.name(), "tare runtimes list");
    } finally {
      var _ = runtimeClass.delete();
    }
  }

  /** Whoever shares the cluster waits with us: the server is stopped once, and surely goes on. */
  @Test
  void aServerThatIsAwayForAWhileCostsAtMostThePodsOfThatWhile() throws Exception {
    Trial trial = prepared(RUNC, 6);
    Thread stopper = new Thread(TroubleIT::stopTheServerForAWhile, "stopper");

    stopper.start();
    TrialResult result = target.run(trial);
    stopper.join();

    assertThat(result.pods()).hasSize(6);
    assertThat(result.pods().getLast()).isInstanceOf(PodOutcome.Completed.class);
    assertThat(result.pods())
        .filteredOn(PodOutcome.Failed.class::isInstance)
        .hasSizeLessThan(3)
        .allSatisfy(
            pod ->
                assertThat(((PodOutcome.Failed) pod).cause())
                    .contains("the API server " + admin.address()));
    assertThat(real.podsAreLeft(RUN)).isFalse();
  }

  private static void stopTheServerForAWhile() {
    try {
      Thread.sleep(2_000);
      signal("-STOP");
      try {
        Thread.sleep(AWAY.toMillis());
      } finally {
        signal("-CONT");
      }
    } catch (InterruptedException | IOException e) {
      throw new AssertionError("the API server could not be stopped or woken", e);
    }
  }

  private static void signal(String name) throws IOException, InterruptedException {
    Path file = real.kubeconfig().resolveSibling("kube-apiserver.pid");
    String pid = Files.readString(file).strip().split(" ", 2)[0];
    assertThat(new ProcessBuilder("kill", name, pid).start().waitFor()).isZero();
  }
}
