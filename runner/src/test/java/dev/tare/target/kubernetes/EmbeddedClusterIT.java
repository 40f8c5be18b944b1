package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.target.TargetException;
import dev.tare.target.cri.CriImages;
import java.nio.file.Path;
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
    Path home = Path.of(System.getProperty("tare.home", "..")).toAbsolutePath().normalize();

    assertThatThrownBy(() -> new EmbeddedCluster(home).up(false, 3))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("did not come up");
  }
}
