package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.plan.Placement;
import dev.tare.plan.Planner;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.FakeApiServer.Answer;
import dev.tare.target.kubernetes.observer.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run when its API server refuses in the middle of it. */
class TroubleTest {
  private static final RuntimeSpec RUNC = RuntimeSpec.named("runc");
  private static final String PODS = "/api/v1/namespaces/" + FakeCluster.PODS + "/pods";
  private static final String NAMESPACE = "/api/v1/namespaces/" + FakeCluster.PODS;

  @TempDir Path folder;

  private FakeApiServer server;
  private KubernetesTarget target;

  @BeforeEach
  void prepare() throws InterruptedException {
    server = FakeCluster.serve();
    target =
        KubernetesTarget.open(
            server.open(folder),
            new KubernetesTargetConfig(
                FakeCluster.RUN, "payload:1", "", Tier.NONE, Optional.empty(), List.of(), 1),
            Clock.system(),
            line -> {});
    target.prepare(Placement.on("node-1"), List.of(RUNC));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Trial trial(int pods) {
    return Planner.plan(
            ScenarioLoader.parse(
                "trouble.yaml",
                """
                scenario: trouble
                question: What when it goes wrong?
                pod: {resources: {cpu: 1, memory: 128Mi}}
                workloads: {one: {startup: {arrival: {serial: %d}, ready: first-output}}}
                design: {rounds: 1, seed: 1, warmups: 0}
                limits: {start: 20s}
                """
                    .formatted(pods)),
            List.of(RUNC),
            Placement.on("node-1"))
        .trials()
        .getFirst();
  }

  /** Both pods are refused so, each with the remedy, and the run goes on to its end. */
  private void refused(int code, String words, String remedy) throws InterruptedException {
    server.on("POST " + PODS, _ -> Answer.status(code, "Refused", words));

    TrialResult result = target.run(trial(2));
    target.close();

    assertThat(result.pods())
        .hasSize(2)
        .allSatisfy(
            pod ->
                assertThat(pod)
                    .isInstanceOfSatisfying(
                        PodOutcome.Failed.class,
                        failed -> {
                          assertThat(failed.during()).isEqualTo("creating it");
                          assertThat(failed.cause()).contains(words, remedy);
                        }));
    assertThat(server.requests("DELETE " + NAMESPACE)).hasSize(1);
  }

  @Test
  void aQuotaFailsThePodInTheServersWords() throws Exception {
    refused(
        403, "pods \"x\" is forbidden: exceeded quota: none, limited: pods=0", "a larger quota");
  }

  @Test
  void anAdmissionPolicyFailsThePodInItsOwnWords() throws Exception {
    refused(
        422,
        "pods \"x\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request:"
            + " no",
        "pod.overlay");
  }

  @Test
  void aClassThatWentAwayFailsThePodAndSaysWhereTheOthersAreListed() throws Exception {
    refused(
        403,
        "pods \"x\" is forbidden: pod rejected: RuntimeClass \"runc\" not found",
        "'tare runtimes list --target kubernetes'");
  }

  @Test
  void aServerInTroubleFailsThePodAndNothingElse() throws Exception {
    refused(500, "etcdserver: request timed out", "/readyz?verbose");
  }

  @Test
  void credentialsThatExpireEndTheRunWithOneErrorThatSaysWhatIsLeft() {
    server.expire();

    assertThatThrownBy(
            () -> {
              try (KubernetesTarget ending = target) {
                TrialResult _ = ending.run(trial(2));
              }
            })
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("does not accept the credentials of the context \"fake\"")
        .hasMessageContaining("log in again")
        .hasMessageContaining("'tare clean --target kubernetes'")
        .satisfies(
            error ->
                assertThat(error.getSuppressed())
                    .singleElement()
                    .isInstanceOf(TargetException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains(
                        "the namespace " + FakeCluster.PODS + " is left in the cluster",
                        "'tare clean --target kubernetes' removes it"));
  }

  @Test
  void aPodWhoseCreationWasNeverAnsweredIsTakenAwayWhenItComesAfterAll() throws Exception {
    server.on(
        "POST " + PODS,
        _ -> {
          throw new IllegalStateException("the connection breaks");
        });
    AtomicInteger asked = new AtomicInteger();
    String pod = PODS + "/" + nameOfTheFirst();
    server.on(
        "DELETE " + pod,
        _ ->
            asked.incrementAndGet() < 3
                ? Answer.status(404, "NotFound", "not there yet")
                : new Answer(
                    200, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}"));

    TrialResult result = target.run(trial(1));
    target.close();

    assertThat(result.pods()).singleElement().isInstanceOf(PodOutcome.Failed.class);
    assertThat(asked.get()).isEqualTo(3);
  }

  /** A trial names its pods; which way is its own affair. */
  private String nameOfTheFirst() throws InterruptedException {
    try (FakeApiServer other = FakeCluster.serve();
        KubernetesTarget probe =
            KubernetesTarget.open(
                other.open(folder),
                new KubernetesTargetConfig(
                    FakeCluster.RUN, "payload:1", "", Tier.NONE, Optional.empty(), List.of(), 1),
                Clock.system(),
                line -> {})) {
      other.on("POST " + PODS, _ -> Answer.status(403, "Forbidden", "only your name"));
      probe.prepare(Placement.on("node-1"), List.of(RUNC));
      return probe.run(trial(1)).pods().getFirst().pod();
    }
  }
}
