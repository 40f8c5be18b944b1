package dev.tare.target.cri;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When containerd says that it created and started the task of a container. Runtimes that have no
 * such service are simply not heard.
 */
final class ContainerdEvents implements AutoCloseable {
  static final String CREATED = TaskStream.CREATED;
  static final String STARTED = TaskStream.STARTED;

  private final Map<String, Long> stamps = new ConcurrentHashMap<>();
  private final TaskStream stream;

  private ContainerdEvents(CriEndpoint endpoint) {
    this.stream =
        TaskStream.subscribe(
            endpoint,
            new TaskStream.Listener() {
              @Override
              public void heard(String topic, String container, long wallNanos) {
                stamps.put(topic + " " + container, wallNanos);
              }

              @Override
              public void ended(String reason) {
                // The marks are absent.
              }
            });
  }

  static ContainerdEvents subscribe(CriEndpoint endpoint) {
    return new ContainerdEvents(endpoint);
  }

  /** The stamp of that event on the node's wall clock, in nanoseconds since 1970. */
  Optional<Long> wallNanos(String topic, String container) {
    return Optional.ofNullable(stamps.get(topic + " " + container));
  }

  /** Lets go of what was kept for that container. */
  void forget(String container) {
    stamps.remove(CREATED + " " + container);
    stamps.remove(STARTED + " " + container);
  }

  @Override
  public void close() {
    stream.close();
  }
}
