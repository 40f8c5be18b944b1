package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.plan.Placement;
import dev.tare.scenario.Catalog;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.FakeApiServer.Answer;
import dev.tare.target.kubernetes.FakeApiServer.Request;
import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterManifestsTest {
  private static final RuntimeSpec RUNC = RuntimeSpec.named("runc");
  private static final Pod SHAPE = Catalog.load("startup-serial").cases().getFirst().pod();

  @TempDir Path folder;

  private static KubernetesTargetConfig config(Tier tier) {
    return new KubernetesTargetConfig(
        FakeCluster.RUN,
        "registry/payload:1",
        "registry/tare:1",
        tier,
        Optional.empty(),
        List.of("node-1"),
        1);
  }

  private static List<HasMetadata> manifests(Tier tier) throws IOException {
    return ClusterManifests.of(config(tier), Path.of(".."), List.of(RUNC), SHAPE).stream()
        .map(ClusterManifests.Document::object)
        .toList();
  }

  /** Without what is no run's own: the token, and the uid that the server gave. */
  private static String comparable(String json) {
    return json.replaceAll("\"token\":\"[^\"]*\"", "\"token\":\"…\"")
        .replaceAll("\"uid\":\"[^\"]*\"", "\"uid\":\"…\"");
  }

  /** The request's path names a pod's namespace. */
  private static String withoutPath(String json) {
    return json.replace(",\"namespace\":\"" + FakeCluster.PODS + "\"", "");
  }

  private static List<String> sent(FakeApiServer server) {
    return server.requests().stream()
        .filter(request -> request.method().equals("POST"))
        .map(Request::body)
        .map(body -> new KubernetesSerialization().<HasMetadata>unmarshal(body))
        .map(Serialization::asJson)
        .map(ClusterManifestsTest::comparable)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(value = Tier.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void whatARunSendsForItsObserversIsWhatIsShown(Tier tier) throws Exception {
    try (FakeApiServer server = FakeCluster.serve();
        KubernetesTarget target =
            KubernetesTarget.open(server.open(folder), config(tier), Clock.system(), line -> {})) {
      server.on(
          "GET /api/v1/namespaces/" + RunNamespace.ofObservers(FakeCluster.RUN) + "/pods",
          _ -> Answer.status(403, "Forbidden", "far enough"));

      assertThatThrownBy(() -> target.prepare(Placement.on("node-1"), List.of(RUNC)))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("far enough");

      assertThat(sent(server))
          .isNotEmpty()
          .isEqualTo(
              manifests(tier).stream()
                  .filter(object -> !(object instanceof ClusterRole))
                  .filter(object -> !FakeCluster.PODS.equals(object.getMetadata().getName()))
                  .filter(object -> !object.getKind().equals("Pod"))
                  .map(Serialization::asJson)
                  .map(ClusterManifestsTest::comparable)
                  .toList());
    }
  }

  @Test
  void whatARunSendsForItsPodsIsWhatIsShown() throws Exception {
    try (FakeApiServer server = FakeCluster.serve();
        KubernetesTarget target =
            KubernetesTarget.open(
                server.open(folder), config(Tier.NONE), Clock.system(), line -> {})) {
      server.on(
          "POST /api/v1/namespaces/" + FakeCluster.PODS + "/pods",
          _ -> Answer.status(403, "Forbidden", "pods \"x\" is forbidden: exceeded quota: none"));
      target.prepare(Placement.on("node-1"), List.of(RUNC));

      assertThat(target.receipt(RUNC, SHAPE).refused()).contains("exceeded quota: none");

      assertThat(sent(server))
          .hasSize(2)
          .isEqualTo(
              manifests(Tier.NONE).stream()
                  .filter(object -> !(object instanceof ClusterRole))
                  .map(Serialization::asJson)
                  .map(ClusterManifestsTest::withoutPath)
                  .toList());
    }
  }

  @Test
  void eachTierNamesTheRolesThatItNeedsAndNoOthers() throws IOException {
    assertThat(roles(Tier.NONE)).containsExactly("tare-runner");
    assertThat(roles(Tier.PROCESSES)).containsExactly("tare-runner", "tare-runner-observer");
    assertThat(roles(Tier.RUNTIME)).containsExactly("tare-runner", "tare-runner-observer");
    assertThat(roles(Tier.KUBELET))
        .containsExactly(
            "tare-runner", "tare-runner-observer", "tare-runner-kubelet", "tare-observer");
  }

  private static List<String> roles(Tier tier) throws IOException {
    return manifests(tier).stream()
        .filter(ClusterRole.class::isInstance)
        .map(role -> role.getMetadata().getName())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Tier.class,
      names = {"RUNTIME", "PROCESSES"})
  void whoReadsProcessesSharesTheNodesNamespacesAndHasOneCapability(Tier tier) throws IOException {
    PodSpec pod = observer(tier);
    Container container = pod.getContainers().getFirst();

    assertThat(pod.getHostPID()).isTrue();
    assertThat(pod.getHostNetwork()).isTrue();
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getAdd())
        .containsExactly("SYS_PTRACE");
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    Set<String> host = hostPaths(pod);
    assertThat(host)
        .isEqualTo(tier == Tier.RUNTIME ? Set.of("cgroups", "runtime") : Set.of("cgroups"));
    assertThat(container.getVolumeMounts())
        .filteredOn(mount -> host.contains(mount.getName()))
        .hasSameSizeAs(host)
        .allMatch(mount -> Boolean.TRUE.equals(mount.getReadOnly()));
    assertThat(level(tier)).isEqualTo("privileged");
  }

  @Test
  void whoAsksTheKubeletIsAPodOfTheLevelRestricted() throws IOException {
    PodSpec pod = observer(Tier.KUBELET);
    Container container = pod.getContainers().getFirst();

    assertThat(pod.getHostPID()).isNull();
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(hostPaths(pod)).isEmpty();
    assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(level(Tier.KUBELET)).isEqualTo("restricted");
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void noTierAsksForAPrivilegedContainer(Tier tier) throws IOException {
    for (ClusterManifests.Document document :
        ClusterManifests.of(config(tier), Path.of(".."), List.of(RUNC), SHAPE)) {
      assertThat(document.yaml())
          .doesNotContain("privileged: true", "allowPrivilegeEscalation: true");
      assertThat(document.yaml().lines().toList()).first().isEqualTo("---");
      assertThat(document.yaml().lines().skip(1).findFirst().orElseThrow()).startsWith("# ");
      assertThat(new KubernetesSerialization().<HasMetadata>unmarshal(document.yaml()))
          .isEqualTo(document.object());
    }
  }

  private static PodSpec observer(Tier tier) throws IOException {
    return manifests(tier).stream()
        .filter(DaemonSet.class::isInstance)
        .map(DaemonSet.class::cast)
        .findFirst()
        .orElseThrow()
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Set<String> hostPaths(PodSpec pod) {
    return Set.copyOf(
        pod.getVolumes().stream()
            .filter(volume -> volume.getHostPath() != null)
            .map(Volume::getName)
            .toList());
  }

  private static String level(Tier tier) throws IOException {
    return manifests(tier).stream()
        .filter(Namespace.class::isInstance)
        .filter(
            namespace ->
                namespace.getMetadata().getName().equals(RunNamespace.ofObservers(FakeCluster.RUN)))
        .map(namespace -> namespace.getMetadata().getLabels())
        .findFirst()
        .orElseThrow()
        .getOrDefault("pod-security.kubernetes.io/enforce", "");
  }
}
