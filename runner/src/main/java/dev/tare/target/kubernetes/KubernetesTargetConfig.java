package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.PodImages;
import java.util.List;
import java.util.Optional;

/**
 * How a run uses a cluster.
 *
 * @param run the run's id
 * @param images as the nodes know them
 * @param observerImage of Tare itself; not used in the tier that has no observer
 * @param tier how much of its nodes the run may see
 * @param runtimeSocket absolute path of the runtime's socket on the nodes; empty for the usual one
 * @param nodes the only ones to use; empty for all that fit
 * @param mostNodes how many to use at most
 */
public record KubernetesTargetConfig(
    String run,
    PodImages images,
    String observerImage,
    Tier tier,
    Optional<String> runtimeSocket,
    List<String> nodes,
    int mostNodes) {
  public KubernetesTargetConfig {
    nodes = List.copyOf(nodes);
  }

  /** Without any program but the payload. */
  public KubernetesTargetConfig(
      String run,
      String image,
      String observerImage,
      Tier tier,
      Optional<String> runtimeSocket,
      List<String> nodes,
      int mostNodes) {
    this(run, new PodImages(image), observerImage, tier, runtimeSocket, nodes, mostNodes);
  }

  /** Reference of the payload image. */
  String image() {
    return images.payload();
  }
}
