package dev.tare.target.kubernetes.observer;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When the node's runtime made and started the tasks of containers, as far as it was heard. */
final class RemoteTasks implements FeedReader.Listener<Wire.Task> {
  private final Map<String, Long> created = new ConcurrentHashMap<>();
  private final Map<String, Long> started = new ConcurrentHashMap<>();

  Optional<Long> created(String container) {
    return Optional.ofNullable(created.get(container));
  }

  Optional<Long> started(String container) {
    return Optional.ofNullable(started.get(container));
  }

  void forget(String container) {
    created.remove(container);
    started.remove(container);
  }

  @Override
  public void item(Wire.Task task) {
    (task.started() ? started : created).put(task.container(), task.wallNanos());
  }

  @Override
  public void lost(String reason) {
    // The marks are absent.
  }

  @Override
  public void restarted() {}

  @Override
  public void heardAgain() {}
}
