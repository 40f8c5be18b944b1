package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;

/** Takes a namespace away with all that is in it. */
final class NamespaceRemoval {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** For how long an API server may be away before that is told. */
  private static final Duration ABSENCE = Duration.ofMinutes(1);

  private static final int POLL_MILLIS = 200;

  private final Cluster cluster;
  private final String name;
  private boolean interrupted;

  private NamespaceRemoval(Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /**
   * Deletes it and waits for its end, even while being interrupted and while the API server is away
   * for a moment.
   *
   * @throws TargetException when it is left
   */
  static void remove(Cluster cluster, String name) {
    new NamespaceRemoval(cluster, name).remove();
  }

  private void remove() {
    // Calls fail on an interrupted thread; the interrupt is kept for afterwards.
    interrupted = Thread.interrupted();
    try {
      patiently(() -> cluster.client().namespaces().withName(name).delete());
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (patiently(this::present)) {
        if (System.nanoTime() > deadline) {
          throw new TargetException(
              "the namespace %s is still there after %d minutes"
                  .formatted(name, PATIENCE.toMinutes()),
              "'kubectl describe namespace %s' says which finalizer or pod holds it; then run 'tare clean'"
                  .formatted(name));
        }
        pause();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean present() {
    return cluster.client().namespaces().withName(name).get() != null;
  }

  /** Asks again while the API server is away. */
  private <T> T patiently(Supplier<T> call) {
    long deadline = System.nanoTime() + ABSENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (KubernetesClientException e) {
        if (!cluster.errors().passing(e) || System.nanoTime() > deadline) {
          throw new TargetException(
              "the namespace %s is left in the cluster: %s; afterwards 'tare clean --target kubernetes' removes it"
                  .formatted(name, cluster.errors().say(e)),
              "");
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
  }
}
