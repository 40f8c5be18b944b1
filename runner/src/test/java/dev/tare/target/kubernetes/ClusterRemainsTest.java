package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterRemainsTest {
  private static final String DEAD = Harness.here().replaceFirst(" .*", " 2147483000.1");

  @TempDir Path folder;
  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Namespace namespace(String run, String harness, Instant created) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("tare-" + run)
        .addToLabels("tare.dev/run", run)
        .addToAnnotations(Harness.ANNOTATION, harness)
        .withCreationTimestamp(created.toString())
        .endMetadata()
        .build();
  }

  @Test
  void aDeadRunsNamespaceGoesAndALivingOnesStaysWhateverIsAsked() {
    Instant now = Instant.now();
    server.on(
        "GET /api/v1/namespaces",
        new NamespaceListBuilder()
            .addToItems(
                namespace("dead", DEAD, now),
                namespace("living", Harness.here(), Instant.EPOCH),
                namespace("elsewhere", "another-host 7.1", now),
                namespace("old", "another-host 7.1", Instant.EPOCH))
            .build());
    try (Cluster cluster = server.open(folder)) {
      ClusterRemains remains = new ClusterRemains(cluster);
      assertThat(remains.find(Optional.empty(), false))
          .filteredOn(remain -> remain.kept().isEmpty())
          .extracting(ClusterRemains.Remain::namespace)
          .containsExactly("tare-dead", "tare-old");
      assertThat(remains.find(Optional.empty(), true))
          .filteredOn(remain -> !remain.kept().isEmpty())
          .containsExactly(
              new ClusterRemains.Remain(
                  "tare-living", "living", "its run is going on on this machine"));
      assertThat(remains.find(Optional.of("elsewhere"), false))
          .containsExactly(new ClusterRemains.Remain("tare-elsewhere", "elsewhere", ""));
    }
    assertThat(server.requests("GET /api/v1/namespaces").getFirst().query())
        .contains("app.kubernetes.io/managed-by=tare");
  }
}
