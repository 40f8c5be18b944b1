package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches the pods of a run's namespace. When the stream ends, or the API server has forgotten
 * where we were (410 Gone), it lists anew and goes on; what it learns so is marked as late by the
 * time for which nothing was seen. Only what our own pods need is kept: nothing is cached.
 */
final class PodWatch implements AutoCloseable {
  private static final long RETRY_MILLIS = 500;

  /** A stream that the server ends in good order after a while is no trouble to be told. */
  private static final String ENDED = "it ended";

  /** So many pods are read at a time: a namespace may hold thousands that are not ours to keep. */
  private static final long PAGE = 500;

  /** How the API server begins the event that ends a watch: its object is no pod. */
  private static final String ERROR = "{\"type\":\"ERROR\"";

  private final KubernetesClient client;
  private final String namespace;
  private final Clock clock;
  private final Function<KubernetesClientException, String> say;
  private final Consumer<String> errors;
  private final Map<String, PodSight> sights = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<String> lost = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private volatile long lastAlive;

  /** Whether anything came since the watch was last lost. */
  private volatile boolean heard;

  private volatile @Nullable LineStream stream;

  /**
   * @param say what a failed request means
   * @param errors told every error of the watch, one line each
   */
  PodWatch(
      KubernetesClient client,
      String namespace,
      Clock clock,
      Function<KubernetesClientException, String> say,
      Consumer<String> errors) {
    this.client = client;
    this.namespace = namespace;
    this.clock = clock;
    this.say = say;
    this.errors = errors;
    this.lastAlive = clock.nanoTime();
    this.thread = Thread.ofPlatform().name("pod-watch").daemon().unstarted(this::keep);
  }

  /**
   * Begins; what happens afterwards is seen.
   *
   * @throws TargetException when the pods may not be listed
   */
  PodWatch start() {
    try {
      connect();
    } catch (KubernetesClientException e) {
      throw new TargetException(
          "the pods of " + namespace + " cannot be watched (" + say.apply(e) + ")", "");
    }
    thread.start();
    return this;
  }

  /** From now on what is seen of the pod of that name goes there. */
  void expect(String pod, PodSight sight) {
    sights.put(pod, sight);
  }

  void forget(String pod) {
    sights.remove(pod);
  }

  private void connect() {
    long now;
    Set<String> present = new HashSet<>();
    String version;
    String rest = "";
    do {
      PodList page =
          client
              .pods()
              .inNamespace(namespace)
              .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(rest).build());
      now = clock.nanoTime();
      for (Pod pod : page.getItems()) {
        present.add(pod.getMetadata().getName());
        tell(pod, now, now - lastAlive);
      }
      // All pages are of one moment.
      version = page.getMetadata().getResourceVersion();
      rest = page.getMetadata().getContinue();
    } while (rest != null && !rest.isEmpty());
    long listed = now;
    long late = now - lastAlive;
    sights.forEach(
        (name, sight) -> {
          if (!present.contains(name) && sight.latest().isPresent()) {
            sight.gone(listed, late);
          }
        });
    lastAlive = now;
    stream =
        LineStream.open(
            client,
            "api/v1/namespaces/%s/pods?watch=true&allowWatchBookmarks=true&resourceVersion=%s"
                .formatted(namespace, version),
            clock,
            new Events());
  }

  private void tell(Pod pod, long nanos, long late) {
    PodSight sight = sights.get(pod.getMetadata().getName());
    if (sight != null) {
      sight.seen(pod, nanos, late);
    }
  }

  /** Lists and watches anew each time the watch is lost. */
  private void keep() {
    String said = "";
    while (!closed) {
      try {
        String why = lost.take();
        boolean lived = heard;
        heard = false;
        if (!why.equals(ENDED) && (lived || !why.equals(said))) {
          errors.accept("the watch of the pods in " + namespace + " was lost (" + why + ")");
        }
        if (!lived || !why.equals(ENDED)) {
          // A server in trouble is not asked as fast as we can.
          Thread.sleep(RETRY_MILLIS);
        }
        said = why;
        connect();
      } catch (KubernetesClientException e) {
        boolean _ = lost.add(say.apply(e));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    LineStream open = stream;
    if (open != null) {
      open.close();
    }
  }

  private final class Events implements LineStream.Listener {
    private boolean over;

    @Override
    public void line(String line, long nanos) {
      lastAlive = nanos;
      if (line.startsWith(ERROR)) {
        WatchEvent event = client.getKubernetesSerialization().unmarshal(line, WatchEvent.class);
        over(event.getObject() instanceof Status status ? words(status) : line);
        return;
      }
      heard = true;
      PodEvent event = client.getKubernetesSerialization().unmarshal(line, PodEvent.class);
      Pod pod = event.getObject();
      switch (event.getType()) {
        case "ADDED", "MODIFIED" -> tell(pod, nanos, 0);
        case "DELETED" -> deleted(pod.getMetadata().getName(), nanos);
        default -> {
          // A bookmark: it only shows that the watch lives.
        }
      }
    }

    private void deleted(String pod, long nanos) {
      PodSight sight = sights.get(pod);
      if (sight != null) {
        sight.gone(nanos, 0);
      }
    }

    private static String words(Status status) {
      return status.getCode() + " " + status.getMessage();
    }

    @Override
    public void ended(int code, String why) {
      over(why);
    }

    private synchronized void over(String why) {
      if (!over && !closed) {
        over = true;
        boolean _ = lost.add(why);
      }
    }
  }
}
