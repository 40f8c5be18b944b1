package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.FakeApiServer.Answer;
import dev.tare.target.kubernetes.FakeApiServer.Request;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeListBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassBuilder;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassListBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * What a fake API server answers to a run: one node, two classes, and whatever is made is taken.
 */
public final class FakeCluster {
  static final String RUN = "20261125t000000z-fake-c0de";
  static final String PODS = RunNamespace.ofPods(RUN);
  static final String UID = "5c2f0e1e-0000-4000-8000-0000000000aa";

  private FakeCluster() {}

  /** A server on which a run can be prepared; pods are still refused. */
  public static FakeApiServer serve() {
    FakeApiServer server = new FakeApiServer();
    server.on("GET /api/v1/nodes", new NodeListBuilder().withItems(node("True")).build());
    server.on(
        "GET /apis/node.k8s.io/v1/runtimeclasses",
        new RuntimeClassListBuilder()
            .addToItems(
                new RuntimeClassBuilder()
                    .withNewMetadata()
                    .withName("gvisor")
                    .endMetadata()
                    .withHandler("runsc")
                    .build(),
                new RuntimeClassBuilder()
                    .withNewMetadata()
                    .withName("runc")
                    .endMetadata()
                    .withHandler("runc")
                    .build())
            .build());
    server.on("POST /api/v1/namespaces", FakeCluster::made);
    for (String namespace : new String[] {PODS, RunNamespace.ofObservers(RUN)}) {
      // Its deletion is answered; afterwards nobody finds it.
      server.on(
          "DELETE /api/v1/namespaces/" + namespace, _ -> new Answer(200, "{\"kind\":\"Status\"}"));
      server.on("POST /api/v1/namespaces/" + namespace + "/secrets", FakeCluster::made);
      server.on("POST /api/v1/namespaces/" + namespace + "/serviceaccounts", FakeCluster::made);
      server.on("POST /apis/apps/v1/namespaces/" + namespace + "/daemonsets", FakeCluster::made);
    }
    server.on(
        "GET /apis/rbac.authorization.k8s.io/v1/clusterroles/" + ObserverManifest.ROLE,
        new ClusterRoleBuilder()
            .withNewMetadata()
            .withName(ObserverManifest.ROLE)
            .endMetadata()
            .build());
    server.on("POST /apis/rbac.authorization.k8s.io/v1/clusterrolebindings", FakeCluster::made);
    server.on(
        "GET /api/v1/namespaces/" + PODS + "/pods",
        request ->
            request.query().contains("watch=true")
                ? new Answer(200, "")
                : Answer.ok(
                    new PodListBuilder()
                        .withNewMetadata()
                        .withResourceVersion("1")
                        .endMetadata()
                        .build()));
    return server;
  }

  /** Takes what was sent, and gives it the uid that only a server can give. */
  private static Answer made(Request request) {
    HasMetadata object = new KubernetesSerialization().unmarshal(request.body());
    object.getMetadata().setUid(UID);
    return new Answer(201, Serialization.asJson(object));
  }

  static Node node(String ready) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("node-1")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready)
        .endCondition()
        .withNewNodeInfo()
        .withBootID("6b3f0e1e-0000-4000-8000-000000000001")
        .withKernelVersion("6.12")
        .withKubeletVersion("v1.34.4")
        .withContainerRuntimeVersion("containerd://2.1.0")
        .endNodeInfo()
        .endStatus()
        .build();
  }
}
