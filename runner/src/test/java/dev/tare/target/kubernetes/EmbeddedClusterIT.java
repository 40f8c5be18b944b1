package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.target.TargetException;
import dev.tare.target.cri.CriImages;
import dev.tare.target.cri.RealNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedClusterIT {
  private static RealCluster cluster;

  @BeforeAll
  static void up() throws InterruptedException {
    cluster = RealCluster.require();
  }

  @Test
  void everyNodeTellsOfItselfAndHasThePayload() {
    assertThat(cluster.description().nodes())
        .hasSize(2)
        .allSatisfy(
            node -> {
              assertThat(node.handlers()).contains("runc");
              assertThat(CriImages.has(node.cri(), cluster.image())).isTrue();
              assertThat(node.podLogs()).isDirectory();
            });
    assertThat(cluster.kubeconfig()).isReadable();
    assertThat(cluster.description().server()).startsWith("https://");
    assertThat(cluster.description().version()).startsWith("v1.");
  }

  @Test
  void anotherNumberOfNodesIsRefusedWhileItIsUp() {
    assertThatThrownBy(() -> new EmbeddedCluster(RealNode.HOME).up(false, 3))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("did not come up");
  }
}
