package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.plan.Placement;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.Trials;
import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with the roles of infra/kubernetes on a real API server, which refuses everything else. */
class RolesIT {
  private static final String RUN = "20261125t000000z-roles-0b5e";

  @TempDir static Path folder;

  private static RealCluster real;
  private static Roles roles;

  @BeforeAll
  static void bringUp() throws InterruptedException, IOException {
    real = RealCluster.require();
    roles = new Roles(real, folder);
  }

  @AfterAll
  static void takeDown() {
    if (roles != null) {
      roles.close();
    }
  }

  private static Cluster open(Path kubeconfig) {
    return Cluster.open(new ClusterChoice(Optional.of(kubeconfig), Optional.empty()));
  }

  /** One pod under runc, whatever the tier; the target leaves nothing. */
  private static PodOutcome run(Path user, Tier tier, String ready) throws InterruptedException {
    try (KubernetesTarget target =
        KubernetesTarget.open(open(user), real.config(RUN, tier), Clock.system(), line -> {})) {
      List<RuntimeSpec> runtimes =
          target.offered().stream().filter(runtime -> runtime.name().equals("runc")).toList();
      Placement placement = target.placement(runtimes);
      target.prepare(placement, runtimes);
      TrialResult result =
          target.run(
              Trials.first(
                  Trials.scenario("startup: {arrival: {serial: 1}, ready: %s}".formatted(ready)),
                  runtimes.getFirst(),
                  placement));
      return result.pods().getFirst();
    } finally {
      real.requireNothingLeftOf(RUN);
    }
  }

  private static void forbidden(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
  }

  @Test
  void theRunnersRoleIsEnoughWithoutObserversAndForNothingElse() throws Exception {
    Path user = roles.user("plain", "tare-runner");

    PodOutcome pod = run(user, Tier.NONE, "first-output");

    assertThat(pod.mark(Phase.OUTPUT_RECEIVED)).isPresent();
    assertThatThrownBy(() -> run(user, Tier.RUNTIME, "home-call"))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("may not create secrets")
        .hasMessageContaining("infra/kubernetes");
    try (Cluster cluster = open(user)) {
      refusesWhatNoRunNeeds(cluster);
      forbidden(() -> cluster.client().apps().daemonSets().inNamespace("default").list());
    }
  }

  @Test
  void withTheObserversRoleNodesAreObservedAndNothingElseIsAllowed() throws Exception {
    Path user = roles.user("observing", "tare-runner", "tare-runner-observer");

    PodOutcome pod = run(user, Tier.RUNTIME, "home-call");

    assertThat(pod.mark(Phase.CALLED_HOME)).isPresent();
    assertThat(pod.mark(Phase.TASK_STARTED)).isPresent();
    assertThatThrownBy(() -> run(user, Tier.KUBELET, "home-call"))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("may not create serviceaccounts");
    try (Cluster cluster = open(user)) {
      refusesWhatNoRunNeeds(cluster);
    }
  }

  @Test
  void withTheKubeletsRoleTheRunnerBindsItWithoutHavingIt() throws Exception {
    Path user = roles.user("kubelet", "tare-runner", "tare-runner-observer", "tare-runner-kubelet");

    PodOutcome pod = run(user, Tier.KUBELET, "home-call");

    assertThat(pod.mark(Phase.CALLED_HOME)).isPresent();
    try (Cluster cluster = open(user)) {
      refusesWhatNoRunNeeds(cluster);
      forbidden(() -> cluster.client().raw("/api/v1/nodes/tare-1/proxy/stats/summary"));
    }
  }

  @Test
  void withoutTheObserversOwnRoleTheTierKubeletIsRefusedBeforeItStarts() throws Exception {
    Path user = roles.user("early", "tare-runner", "tare-runner-observer", "tare-runner-kubelet");

    try (Cluster cluster = real.open()) {
      List<StatusDetails> _ =
          cluster.client().rbac().clusterRoles().withName(ObserverManifest.ROLE).delete();
      try {
        assertThatThrownBy(() -> run(user, Tier.KUBELET, "home-call"))
            .isInstanceOf(TargetException.class)
            .hasMessageContaining("no ClusterRole tare-observer")
            .hasMessageContaining("kubectl apply -f infra/kubernetes/observer.yaml");
      } finally {
        Roles.apply(cluster);
      }
    }
  }

  private static void refusesWhatNoRunNeeds(Cluster cluster) {
    forbidden(() -> cluster.client().secrets().inNamespace("kube-system").list());
    forbidden(() -> cluster.client().configMaps().inNamespace("default").list());
    forbidden(() -> cluster.client().rbac().clusterRoles().list());
    forbidden(() -> cluster.client().nodes().withName("tare-1").delete());
    forbidden(() -> cluster.client().runtimeClasses().withName("runc").delete());
    forbidden(() -> cluster.client().raw("/api/v1/nodes/tare-1/proxy/pods"));
    forbidden(() -> cluster.client().raw("/api/v1/namespaces/default/pods/none/exec?command=true"));
  }
}
