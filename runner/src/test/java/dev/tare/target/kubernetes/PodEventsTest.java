package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodEventsTest {
  private static final String EVENTS = "/api/v1/namespaces/tare-x/events";

  @TempDir Path folder;
  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Event event(String pod, int count) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(pod + ".1")
        .endMetadata()
        .withNewInvolvedObject()
        .withName(pod)
        .endInvolvedObject()
        .withReason("FailedCreatePodSandBox")
        .withMessage("no runtime for \"kata\" is configured")
        .withLastTimestamp("2026-11-24T02:03:04Z")
        .withCount(count)
        .build();
  }

  @Test
  void aSandboxThatCannotBeMadeIsToldOfItsOwnPodAfterItsSecondTry() {
    server.on(
        "GET " + EVENTS,
        new EventListBuilder().addToItems(event("twice", 2), event("once", 1)).build());
    try (Cluster cluster = server.open(folder)) {
      PodEvents events = new PodEvents(cluster.client(), "tare-x");
      assertThat(events.sandboxTrouble("twice"))
          .contains("the node cannot make its sandbox: no runtime for \"kata\" is configured");
      assertThat(events.sandboxTrouble("once")).isEmpty();
      assertThat(events.sandboxTrouble("another")).isEmpty();
    }
  }
}
