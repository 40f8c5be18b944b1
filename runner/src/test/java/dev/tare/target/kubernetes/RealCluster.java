package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.payload.BuiltImage;
import dev.tare.payload.Images;
import dev.tare.scenario.OwnImage;
import dev.tare.target.Clock;
import dev.tare.target.cri.CriImages;
import dev.tare.target.cri.RealNode;
import dev.tare.target.kubernetes.observer.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * The embedded cluster of two nodes with the payload on both, for tests that need the real thing.
 *
 * @param image the payload's reference
 * @param observerImage the reference of Tare's own image
 */
public record RealCluster(
    EmbeddedCluster.Description description, String image, String observerImage) {
  private static final int NODES = 2;

  /**
   * Brings it up. Where that cannot be done the test is skipped with the reason, or fails on CI.
   */
  public static RealCluster require() throws InterruptedException {
    try {
      EmbeddedCluster script = new EmbeddedCluster(RealNode.HOME);
      EmbeddedCluster.Description cluster = script.up(true, NODES);
      Images images = new Images(RealNode.HOME, true);
      BuiltImage payload = images.payload(System.err::println);
      BuiltImage tare = images.tare(System.err::println);
      for (BuiltImage image : List.of(payload, tare)) {
        if (!cluster.nodes().stream()
            .allMatch(node -> CriImages.has(node.cri(), image.reference()))) {
          script.importImage(image.tar());
        }
      }
      return new RealCluster(cluster, payload.reference(), tare.reference());
    } catch (RuntimeException | IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError("the embedded cluster is needed here", e);
      }
      return Assumptions.abort("the embedded cluster does not start here: " + e.getMessage());
    }
  }

  /** The image of tools, which its nodes have from now on. */
  String tools() throws InterruptedException, IOException {
    BuiltImage tools =
        new Images(RealNode.HOME, true).own(new OwnImage.Tools(), System.err::println);
    if (!description.nodes().stream()
        .allMatch(node -> CriImages.has(node.cri(), tools.reference()))) {
      new EmbeddedCluster(RealNode.HOME).importImage(tools.tar());
    }
    return tools.reference();
  }

  /** Of its administrator. */
  public Path kubeconfig() {
    return description.kubeconfig();
  }

  /** As its administrator. */
  Cluster open() {
    return Cluster.open(new ClusterChoice(Optional.of(kubeconfig()), Optional.empty()));
  }

  /** The target as its administrator. */
  KubernetesTarget open(KubernetesTargetConfig config) {
    return KubernetesTarget.open(open(), config, Clock.system(), line -> {});
  }

  /** A run on all nodes that fit. */
  KubernetesTargetConfig config(String run, Tier tier) {
    return new KubernetesTargetConfig(
        run, image, observerImage, tier, Optional.empty(), List.of(), 3);
  }

  /** Whether pods of the run's workloads stand. */
  boolean podsAreLeft(String run) {
    try (Cluster cluster = open()) {
      return !cluster
          .client()
          .pods()
          .inNamespace(RunNamespace.ofPods(run))
          .list()
          .getItems()
          .isEmpty();
    }
  }

  /** Neither namespaces nor what belongs to the whole cluster; the latter goes a moment later. */
  void requireNothingLeftOf(String run) {
    try (Cluster cluster = open()) {
      assertThat(cluster.client().namespaces().withName(RunNamespace.ofPods(run)).get()).isNull();
      assertThat(cluster.client().namespaces().withName(RunNamespace.ofObservers(run)).get())
          .isNull();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          cluster
                              .client()
                              .rbac()
                              .clusterRoleBindings()
                              .withLabel(RunLabels.RUN, run)
                              .list()
                              .getItems())
                      .isEmpty());
    }
  }
}
