package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The secrets with which a namespace's pods pull their images: copied from the namespace that the
 * kubeconfig's context names, because a pod can name none of another namespace.
 */
final class PullSecrets {
  private final Cluster cluster;
  private final String namespace;
  private final Set<String> copied = new HashSet<>();

  PullSecrets(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /**
   * Copies those that are not there yet.
   *
   * @throws TargetException when there is no such secret, or it may not be read
   */
  synchronized void provide(Collection<String> names) {
    for (String name : names) {
      if (copied.add(name)) {
        copy(name);
      }
    }
  }

  private void copy(String name) {
    try {
      Secret found =
          cluster.client().secrets().inNamespace(cluster.namespace()).withName(name).get();
      if (found == null) {
        throw new TargetException(
            "there is no secret %s in the namespace %s, from which pods would pull their image"
                .formatted(name, cluster.namespace()),
            "create it there, or name another namespace in the kubeconfig's context");
      }
      Secret _ =
          cluster
              .client()
              .resource(
                  new SecretBuilder()
                      .withNewMetadata()
                      .withName(name)
                      .withNamespace(namespace)
                      .addToLabels(RunLabels.MANAGED)
                      .endMetadata()
                      .withType(found.getType())
                      .withData(found.getData())
                      .build())
              .create();
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("copying the secret " + name + " to " + namespace, e);
    }
  }
}
