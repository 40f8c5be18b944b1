package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {
  @TempDir Path folder;
  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oneAfterAnotherTakesTheSameConnection() {
    try (Cluster cluster = server.open(folder)) {
      Set<KubernetesClient> used = new HashSet<>();
      for (int i = 0; i < 200; i++) {
        try (Clients.Lease lease = cluster.creating().lease()) {
          used.add(lease.client());
        }
      }
      assertThat(used).hasSize(1);
    }
  }

  @Test
  void noConnectionHasMoreRequestsAtATimeThanAnApiServerTakes() {
    try (Cluster cluster = server.open(folder)) {
      List<KubernetesClient> used = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        used.add(cluster.creating().lease().client());
      }
      Set<KubernetesClient> clients = new HashSet<>(used);
      assertThat(clients)
          .allSatisfy(
              client -> assertThat(used.stream().filter(client::equals)).hasSizeLessThan(100));
    }
  }
}
