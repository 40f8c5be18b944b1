package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.target.kubernetes.FakeApiServer.Answer;
import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassBuilder;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodDryRunTest {
  private static final String PODS = "POST /api/v1/namespaces/default/pods";

  @TempDir Path folder;

  @Test
  void aPodOfEachClassWithANodeIsTriedAsARunWouldMakeIt() {
    try (FakeApiServer server = server().on(PODS, request -> new Answer(201, request.body()));
        Cluster cluster = server.open(folder)) {
      ClusterSight sight = ClusterSight.of(cluster, Tier.NONE, "registry/payload:1");

      assertThat(sight.pods())
          .containsExactly(
              new PodDryRun("kata-qemu", "default", "", false),
              new PodDryRun("runc", "default", "", false));
      assertThat(server.requests(PODS))
          .hasSize(2)
          .allSatisfy(request -> assertThat(request.query()).contains("dryRun=All"));
      Pod kata = Serialization.unmarshal(server.requests(PODS).getFirst().body(), Pod.class);
      assertThat(kata.getSpec().getRuntimeClassName()).isEqualTo("kata-qemu");
      assertThat(kata.getSpec().getContainers().getFirst().getImage())
          .isEqualTo("registry/payload:1");
      assertThat(kata.getSpec().getContainers().getFirst().getResources().getLimits())
          .containsKeys("cpu", "memory");
    }
  }

  @Test
  void aClassWithoutANodeIsNotTried() {
    try (FakeApiServer server =
            server()
                .on("GET /api/v1/nodes", new NodeListBuilder().build())
                .on(PODS, request -> new Answer(201, request.body()));
        Cluster cluster = server.open(folder)) {
      assertThat(ClusterSight.of(cluster, Tier.NONE, "payload").pods()).isEmpty();
      assertThat(server.requests(PODS)).isEmpty();
    }
  }

  @Test
  void aQuotaAndPodSecurityAreRulesOfTheNamespace() {
    assertThat(
            refused(
                "pods \"x\" is forbidden: exceeded quota: none, requested: pods=1, used: pods=0,"
                    + " limited: pods=0"))
        .satisfies(
            pod -> {
              assertThat(pod.local()).isTrue();
              assertThat(pod.refused()).contains("exceeded quota: none", "larger quota");
            });
    assertThat(
            refused(
                "pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\":"
                    + " seccompProfile"))
        .satisfies(
            pod -> {
              assertThat(pod.local()).isTrue();
              assertThat(pod.refused()).contains("restricted:latest");
            });
  }

  @Test
  void aWebhookMeetsEveryPod() {
    assertThat(
            refused(
                "admission webhook \"policy.example\" denied the request: image of no trusted"
                    + " registry"))
        .satisfies(
            pod -> {
              assertThat(pod.local()).isFalse();
              assertThat(pod.refused()).contains("image of no trusted registry", "pod.overlay");
            });
  }

  @Test
  void theNamespaceIsTheContexts() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config"),
            """
            kind: Config
            clusters: [{name: c, cluster: {server: "https://there:6443"}}]
            users: [{name: u, user: {token: secret}}]
            contexts:
            - {name: a, context: {cluster: c, user: u, namespace: team}}
            - {name: b, context: {cluster: c, user: u}}
            """);
    assertThat(namespace(file, "a")).isEqualTo("team");
    assertThat(namespace(file, "b")).isEqualTo("default");
  }

  @Test
  void whatTheKubeletTellsOfHandlersIsKeptApartFromTellingNothing() {
    assertThat(ClusterSight.state(node().build()).handlers()).isEmpty();
    assertThat(
            ClusterSight.state(
                    node()
                        .editStatus()
                        .addNewRuntimeHandler()
                        .withName("kata-qemu")
                        .endRuntimeHandler()
                        .endStatus()
                        .build())
                .handlers())
        .contains(List.of("kata-qemu"));
  }

  private String namespace(Path kubeconfig, String context) {
    return Connection.find(
            new ClusterChoice(Optional.of(kubeconfig), Optional.of(context)),
            Map.of(),
            folder,
            folder)
        .namespace();
  }

  private PodDryRun refused(String message) {
    try (FakeApiServer server = server().on(PODS, _ -> Answer.status(403, "Forbidden", message));
        Cluster cluster = server.open(folder)) {
      return ClusterSight.of(cluster, Tier.NONE, "payload").pods().getFirst();
    }
  }

  private static NodeBuilder node() {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("n1")
        .addToLabels("katacontainers.io/kata-runtime", "true")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .withNewNodeInfo()
        .withKubeletVersion("v1.34.4")
        .withContainerRuntimeVersion("containerd://2.1.4")
        .endNodeInfo()
        .endStatus();
  }

  private static FakeApiServer server() {
    return new FakeApiServer()
        .on(
            "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            _ ->
                new Answer(
                    201,
                    """
                    {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                     "spec":{},"status":{"allowed":true}}\
                    """))
        .on("POST /api/v1/namespaces", request -> new Answer(201, request.body()))
        .on("GET /api/v1/nodes", new NodeListBuilder().withItems(node().build()).build())
        .on(
            "GET /apis/node.k8s.io/v1/runtimeclasses",
            new RuntimeClassListBuilder()
                .withItems(
                    new RuntimeClassBuilder()
                        .withNewMetadata()
                        .withName("runc")
                        .endMetadata()
                        .withHandler("runc")
                        .build(),
                    new RuntimeClassBuilder()
                        .withNewMetadata()
                        .withName("kata-qemu")
                        .endMetadata()
                        .withHandler("kata-qemu")
                        .withNewScheduling()
                        .addToNodeSelector("katacontainers.io/kata-runtime", "true")
                        .endScheduling()
                        .build())
                .build());
  }
}
