package dev.tare.target.kubernetes;

import dev.tare.scenario.Catalog;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.pods.PodRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the API server says to a pod as a run would make it, without making it: rights, quota, limit
 * ranges, Pod Security, webhooks and the RuntimeClass's admission all speak.
 *
 * @param runtime the RuntimeClass
 * @param namespace in which it was tried. A run's own does not exist yet, and the server tries pods
 *     in namespaces that exist only
 * @param refused the server's words with a remedy; empty when it would take the pod
 * @param local whether it is a rule of that one namespace which refuses, so that a run's own may
 *     well take the pod
 */
public record PodDryRun(String runtime, String namespace, String refused, boolean local) {
  private static final String NAME = "tare-doctor";

  /** The pods of this scenario are like those of most. */
  private static final String SCENARIO = "startup-serial";

  /** Rules that stand in a namespace or on it. */
  private static final List<String> LOCAL =
      List.of("exceeded quota", "violates PodSecurity", "per Pod is", "per Container is");

  /**
   * Tries a pod of each class that has a node.
   *
   * @param nodes a node for each class, by the class's name
   * @throws dev.tare.target.TargetException when the cluster is lost meanwhile
   */
  static List<PodDryRun> of(
      Cluster cluster, String namespace, String image, Map<String, String> nodes) {
    RuntimeClasses classes = RuntimeClasses.of(cluster);
    List<PodDryRun> tried = new ArrayList<>();
    for (RuntimeSpec runtime : classes.offered()) {
      Optional.ofNullable(nodes.get(runtime.name()))
          .map(
              node ->
                  KubePodManifest.of(request(runtime, image), node, classes.tolerations(runtime)))
          .ifPresent(pod -> tried.add(one(cluster, namespace, runtime.name(), pod)));
    }
    return tried;
  }

  private static PodRequest request(RuntimeSpec runtime, String image) {
    return new PodRequest(
        NAME,
        NAME,
        runtime,
        Catalog.load(SCENARIO).cases().getFirst().pod(),
        image,
        List.of("/bin/busybox", "true"),
        Duration.ofSeconds(1));
  }

  private static PodDryRun one(Cluster cluster, String namespace, String runtime, Pod pod) {
    try {
      var _ = cluster.client().pods().inNamespace(namespace).resource(pod).dryRun(true).create();
      return new PodDryRun(runtime, namespace, "", false);
    } catch (KubernetesClientException e) {
      if (cluster.errors().lost(e)) {
        throw cluster.errors().of("trying a pod of the RuntimeClass " + runtime, e);
      }
      String said = cluster.errors().say(e);
      boolean local =
          e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
              || LOCAL.stream().anyMatch(said::contains);
      return new PodDryRun(runtime, namespace, said, local);
    }
  }
}
