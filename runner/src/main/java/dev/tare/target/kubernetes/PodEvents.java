package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the kubelet complains about: why a sandbox cannot be made stands in no pod's status. */
final class PodEvents {
  private static final Set<String> SANDBOX = Set.of("FailedCreatePodSandBox", "FailedMount");

  /** The kubelet tries again for ever; what failed so often will not do. */
  private static final int TRIES = 2;

  /**
   * For so long an answer serves every pod that asks: each of a burst's pods asks every second, and
   * a request for each would load the API server while it is being measured.
   */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final KubernetesClient client;
  private final String namespace;
  private List<Event> warnings = List.of();
  private boolean asked;
  private long askedNanos;

  PodEvents(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Why the node cannot make that pod's sandbox; empty when it does, or when nobody may ask. */
  Optional<String> sandboxTrouble(String pod) {
    return warnings().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(pod))
        .filter(event -> SANDBOX.contains(event.getReason()))
        .filter(event -> event.getCount() != null && event.getCount() >= TRIES)
        .max(Comparator.comparing(Event::getLastTimestamp))
        .map(event -> "the node cannot make its sandbox: " + event.getMessage());
  }

  /** Why a controller cannot make the pods of that object; empty when it can. */
  Optional<String> refusal(String controller) {
    return with("involvedObject.name", controller).stream()
        .filter(event -> "FailedCreate".equals(event.getReason()))
        .max(Comparator.comparing(Event::getLastTimestamp))
        .map(Event::getMessage);
  }

  /** What goes wrong with anything in the namespace, not much older than a second. */
  private synchronized List<Event> warnings() {
    long now = System.nanoTime();
    if (!asked || now - askedNanos > FRESH_NANOS) {
      warnings = with("type", "Warning");
      asked = true;
      askedNanos = now;
    }
    return warnings;
  }

  private List<Event> with(String field, String value) {
    try {
      return client.v1().events().inNamespace(namespace).withField(field, value).list().getItems();
    } catch (KubernetesClientException e) {
      return List.of();
    }
  }
}
