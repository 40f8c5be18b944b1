package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Users of a real cluster that have the roles of infra/kubernetes, and nothing else. */
final class Roles implements AutoCloseable {
  private static final String NAMESPACE = "tare-roles-test";

  private final RealCluster real;
  private final Cluster cluster;
  private final Path folder;

  Roles(RealCluster real, Path folder) throws IOException {
    this.real = real;
    this.cluster = real.open();
    this.folder = folder;
    apply(cluster);
    Namespace _ =
        cluster
            .client()
            .resource(
                new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
            .create();
  }

  /** What an administrator does once. */
  static void apply(Cluster cluster) throws IOException {
    for (String file : List.of("runner.yaml", "observer.yaml")) {
      try (InputStream roles = Files.newInputStream(Path.of("../infra/kubernetes", file))) {
        List<HasMetadata> _ = cluster.client().load(roles).serverSideApply();
      }
    }
  }

  /** A kubeconfig of a new user. */
  Path user(String name, String... roles) throws IOException {
    ServiceAccount _ =
        cluster
            .client()
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(NAMESPACE)
                    .endMetadata()
                    .build())
            .create();
    for (String role : roles) {
      ClusterRoleBinding _ = cluster.client().resource(binding(name, role)).create();
    }
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        Files.readString(real.kubeconfig())
            .replaceAll(
                "user: \\{client-certificate-data.*}", "user: {token: " + token(name) + "}"));
    return file;
  }

  private static ClusterRoleBinding binding(String user, String role) {
    return new ClusterRoleBindingBuilder()
        .withNewMetadata()
        .withName(NAMESPACE + "-" + user + "-" + role)
        .addToLabels("test", NAMESPACE)
        .endMetadata()
        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(user)
        .withNamespace(NAMESPACE)
        .endSubject()
        .build();
  }

  private String token(String user) {
    return cluster
        .client()
        .serviceAccounts()
        .inNamespace(NAMESPACE)
        .withName(user)
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  @Override
  public void close() {
    var _ = cluster.client().rbac().clusterRoleBindings().withLabel("test", NAMESPACE).delete();
    NamespaceRemoval.remove(cluster, NAMESPACE);
    cluster.close();
  }
}
