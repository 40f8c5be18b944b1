package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs left in a cluster: their namespaces, with all that is in them. */
public final class ClusterRemains {
  /** No run of another machine is that old and still going. */
  private static final Duration OLD = Duration.ofDays(1);

  private final Cluster cluster;

  /**
   * A namespace of a run.
   *
   * @param run the run's id
   * @param kept why it stays; empty when it goes
   */
  public record Remain(String namespace, String run, String kept) {}

  public ClusterRemains(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Looks for them.
   *
   * @param run only that run's; it goes unless its process lives on this machine
   * @param all those of other machines, too, however young
   */
  public List<Remain> find(Optional<String> run, boolean all) {
    try {
      return cluster.client().namespaces().withLabels(RunLabels.MANAGED).list().getItems().stream()
          .filter(namespace -> run.isEmpty() || run.get().equals(run(namespace)))
          .map(
              namespace ->
                  new Remain(
                      namespace.getMetadata().getName(),
                      run(namespace),
                      kept(
                          Harness.life(annotation(namespace)),
                          Instant.parse(namespace.getMetadata().getCreationTimestamp()),
                          all || run.isPresent())))
          .toList();
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("listing the namespaces of runs", e);
    }
  }

  static String kept(Harness.Life life, Instant created, boolean forced) {
    return switch (life) {
      case ALIVE -> "its run is going on on this machine";
      case DEAD -> "";
      case UNKNOWN ->
          forced || created.isBefore(Instant.now().minus(OLD))
              ? ""
              : "it is younger than a day and may belong to a run on another machine; --all or"
                  + " --run removes it";
    };
  }

  /** Removes one and waits for its end. */
  public void remove(Remain remain) {
    NamespaceRemoval.remove(cluster, remain.namespace());
  }

  private static String run(Namespace namespace) {
    return namespace.getMetadata().getLabels().getOrDefault(RunLabels.RUN, "");
  }

  private static String annotation(Namespace namespace) {
    return Optional.ofNullable(namespace.getMetadata().getAnnotations())
        .orElse(Map.of())
        .getOrDefault(Harness.ANNOTATION, "");
  }
}
