package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/** The nodes of a cluster as the API server knows them at one moment. */
record ClusterNodes(List<Node> all) {
  ClusterNodes {
    all = List.copyOf(all);
  }

  static ClusterNodes of(Cluster cluster) {
    try {
      return new ClusterNodes(cluster.client().nodes().list().getItems());
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("listing the nodes", e);
    }
  }

  /** Those of the given names. */
  List<Node> named(List<String> names) {
    return all.stream().filter(node -> names.contains(node.getMetadata().getName())).toList();
  }
}
