package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Clients of one API server, each with a connection of its own. An API server takes about 100
 * requests at a time on a connection, and Java's client fails those beyond (JDK-8225647): each
 * client gets fewer, and what comes beyond goes to the next.
 */
final class Clients implements AutoCloseable {
  private static final int AT_ONCE = 60;

  private final Supplier<KubernetesClient> build;
  private final List<Slot> slots = new ArrayList<>();

  private static final class Slot {
    private final KubernetesClient client;
    private int taken;

    private Slot(KubernetesClient client) {
      this.client = client;
    }
  }

  /** The right to have one request, or one stream, under way. */
  final class Lease implements AutoCloseable {
    private final Slot slot;
    private boolean over;

    private Lease(Slot slot) {
      this.slot = slot;
    }

    KubernetesClient client() {
      return slot.client;
    }

    /** Gives it back; a second time does nothing. */
    @Override
    public void close() {
      synchronized (Clients.this) {
        if (!over) {
          over = true;
          slot.taken--;
        }
      }
    }
  }

  Clients(Supplier<KubernetesClient> build) {
    this.build = build;
  }

  /**
   * Takes the first that has room. A new one is connected before it is given away, so that nobody
   * times that.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when it cannot be connected
   */
  synchronized Lease lease() {
    Slot free =
        slots.stream().filter(slot -> slot.taken < AT_ONCE).findFirst().orElseGet(this::another);
    free.taken++;
    return new Lease(free);
  }

  private Slot another() {
    Slot slot = new Slot(build.get());
    slots.add(slot);
    var _ = slot.client.getKubernetesVersion();
    return slot;
  }

  @Override
  public synchronized void close() {
    slots.forEach(slot -> slot.client.close());
    slots.clear();
  }
}
