package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/**
 * What all pods of one run share.
 *
 * @param namespace the run's own
 * @param tolerations of every pod: those of all runtimes of the run
 */
record KubeRun(
    Cluster cluster,
    String id,
    String namespace,
    List<Toleration> tolerations,
    PodWatch watch,
    PodEvents events,
    PullSecrets secrets,
    ClientQueue queue,
    Clock clock) {
  KubeRun {
    tolerations = List.copyOf(tolerations);
  }

  /** For everything that is not timed. */
  KubernetesClient client() {
    return cluster.client();
  }

  /** What a failed request means, in one line. */
  String say(KubernetesClientException e) {
    return cluster.errors().say(e);
  }
}
