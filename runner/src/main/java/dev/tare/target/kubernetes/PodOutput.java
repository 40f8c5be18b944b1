package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import dev.tare.target.pods.LogLine;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a container's log through the API server; each line carries the node's own stamp. */
final class PodOutput implements AutoCloseable, LineStream.Listener {
  /** More than any payload prints; what comes beyond it is not kept. */
  private static final long MOST_CHARACTERS = 256L << 20;

  private static final long LOOK_MILLIS = 100;

  /** A log that was refused is asked for again so soon: what it says is timed. */
  private static final long RETRY_MILLIS = 5;

  private final Clients clients;
  private final String path;
  private final Clock clock;
  private final List<LogLine> lines = new ArrayList<>();
  private long characters;
  private boolean closed;
  private boolean over;
  private Clients.@Nullable Lease lease;
  private @Nullable LineStream stream;
  private @Nullable String refused;

  PodOutput(Clients clients, String namespace, String pod, Clock clock) {
    this.clients = clients;
    this.path =
        "api/v1/namespaces/%s/pods/%s/log?container=%s&follow=true&timestamps=true"
            .formatted(namespace, pod, KubePodManifest.CONTAINER);
    this.clock = clock;
  }

  /** The whole lines since the last call; the first call begins to follow. */
  synchronized List<LogLine> read() {
    if (stream == null && !closed && !over) {
      follow();
    }
    List<LogLine> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  private void follow() {
    try {
      Clients.Lease held = lease == null ? clients.lease() : lease;
      lease = held;
      stream = LineStream.open(held.client(), path, clock, this);
    } catch (KubernetesClientException e) {
      refused = String.valueOf(e.getMessage());
    }
  }

  /**
   * Waits until there are lines, or the stream at hand has ended, so that one that was refused is
   * asked for again; at once before the first reading.
   */
  synchronized void await() throws InterruptedException {
    boolean following = stream != null;
    if (!following && !over && refused == null) {
      return;
    }
    long millis = following || over ? LOOK_MILLIS : RETRY_MILLIS;
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (lines.isEmpty() && following == (stream != null) && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  /** Why the log cannot be had; empty when it can, or was not asked for. */
  synchronized Optional<String> refused() {
    return Optional.ofNullable(refused);
  }

  /** Whether the log has ended and all its lines were taken. */
  synchronized boolean drained() {
    return over && stream == null && lines.isEmpty();
  }

  /** {@code <RFC 3339 with nanoseconds> <text>}; the kubelet joins the pieces of long lines. */
  @Override
  public synchronized void line(String raw, long nanos) {
    characters += raw.length();
    int space = raw.indexOf(' ');
    if (space < 0 || characters > MOST_CHARACTERS) {
      return;
    }
    try {
      long wall = Clock.nanosOf(Instant.parse(raw.substring(0, space)));
      lines.add(new LogLine(wall, nanos, "stdout", raw.substring(space + 1)));
      refused = null;
      notifyAll();
    } catch (DateTimeParseException e) {
      // No line of the container's: the kubelet says here when it cannot read a log.
    }
  }

  /** A last line without a line break. */
  @Override
  public void rest(String text, long nanos) {
    line(text, nanos);
  }

  /** A log that was refused is asked for again: the kubelet makes it a moment after the start. */
  @Override
  public synchronized void ended(int code, String why) {
    boolean whole = code == 200 && why.equals("it ended");
    refused = whole ? null : why;
    over = whole || characters > 0;
    stream = null;
    notifyAll();
  }

  /** Not under the lock: the client may be telling us the stream's end meanwhile. */
  @Override
  public void close() {
    LineStream open;
    Clients.Lease held;
    synchronized (this) {
      closed = true;
      open = stream;
      held = lease;
    }
    if (open != null) {
      open.close();
    }
    if (held != null) {
      held.close();
    }
  }
}
