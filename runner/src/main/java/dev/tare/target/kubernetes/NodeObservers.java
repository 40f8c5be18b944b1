package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.observer.NodeObserver;
import dev.tare.target.kubernetes.observer.RemoteObserver;
import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.PodKernel;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The observers of a run's nodes, in a namespace of their own that goes with the run. */
final class NodeObservers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Cluster cluster;
  private final ObserverManifest manifest;
  private final RunNamespace namespace;
  private final Clock clock;
  private final PodEvents events;
  private final Map<String, RemoteObserver> observers = new LinkedHashMap<>();

  private NodeObservers(
      Cluster cluster, ObserverManifest manifest, RunNamespace namespace, Clock clock) {
    this.cluster = cluster;
    this.manifest = manifest;
    this.namespace = namespace;
    this.clock = clock;
    this.events = new PodEvents(cluster.client(), namespace.name());
  }

  /**
   * Starts them and returns when all of them answer; leaves nothing when one does not.
   *
   * @throws TargetException with what keeps one of them from answering
   */
  static NodeObservers start(Cluster cluster, ObserverManifest manifest, Clock clock)
      throws InterruptedException {
    RunNamespace namespace =
        RunNamespace.create(
            cluster,
            manifest.namespace(),
            manifest.run(),
            ObserverGrants.of(manifest.tier(), manifest.socket()).level());
    NodeObservers started = new NodeObservers(cluster, manifest, namespace, clock);
    try {
      started.create();
      started.connect();
      return started;
    } catch (InterruptedException | RuntimeException e) {
      // What closing has to say comes second.
      try (started) {
        throw e;
      }
    }
  }

  private void create() {
    if (manifest.tier() == Tier.KUBELET) {
      requireRole();
    }
    for (HasMetadata object : manifest.objects(namespace.made())) {
      String what = object.getKind() + " " + object.getMetadata().getName();
      try {
        HasMetadata _ = cluster.client().resource(object).create();
      } catch (KubernetesClientException e) {
        throw cluster.errors().of("creating the observers' " + what, e);
      }
    }
  }

  /**
   * The API server binds a role that does not exist, and the kubelet would refuse all questions.
   */
  private void requireRole() {
    try {
      if (cluster.client().rbac().clusterRoles().withName(ObserverManifest.ROLE).get() != null) {
        return;
      }
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        // What else this user lacks is said by what is made next.
        return;
      }
      throw cluster.errors().of("looking for the ClusterRole " + ObserverManifest.ROLE, e);
    }
    throw new TargetException(
        "the cluster has no ClusterRole %s, by which an observer of the tier kubelet reads the kubelet's statistics"
            .formatted(ObserverManifest.ROLE),
        "create it with: kubectl apply -f infra/kubernetes/observer.yaml");
  }

  private void connect() throws InterruptedException {
    long deadline = clock.nanoTime() + PATIENCE.toNanos();
    Set<String> missing = new HashSet<>(manifest.nodes());
    while (!missing.isEmpty()) {
      for (Pod pod : pods()) {
        String node = Optional.ofNullable(pod.getSpec().getNodeName()).orElse("");
        if (missing.contains(node) && connected(pod, node)) {
          missing.remove(node);
        }
      }
      if (clock.nanoTime() > deadline) {
        throw new TargetException(
            "the observer on %s did not answer within %d minutes%s"
                .formatted(String.join(", ", missing), PATIENCE.toMinutes(), complaint()),
            "--observer none measures without one");
      }
      clock.sleep(POLL.toNanos());
    }
  }

  private List<Pod> pods() {
    try {
      return cluster
          .client()
          .pods()
          .inNamespace(namespace.name())
          .withLabels(ObserverManifest.LABELS)
          .list()
          .getItems();
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("listing the observers", e);
    }
  }

  /** Whether it answers by now. */
  private boolean connected(Pod pod, String node) {
    Optional<String> trouble = PodTrouble.of(pod);
    if (trouble.isPresent()) {
      throw refused(node, trouble.get() + said(pod));
    }
    if (!"Running".equals(pod.getStatus().getPhase())) {
      events
          .sandboxTrouble(pod.getMetadata().getName())
          .ifPresent(
              why -> {
                throw refused(node, why);
              });
      return false;
    }
    OptionalInt port = NodeObserver.announced(log(pod));
    if (port.isEmpty()) {
      return false;
    }
    RemoteObserver observer =
        RemoteObserver.connect(
            new ProxyChannel(
                cluster.timed(),
                namespace.name(),
                pod.getMetadata().getName(),
                port.getAsInt(),
                manifest.token()),
            clock,
            PodKernel.Host.ownBootId());
    observers.put(node, observer);
    return true;
  }

  private String said(Pod pod) {
    String log = log(pod).strip();
    return log.isEmpty() ? "" : "; it says: " + log;
  }

  private String log(Pod pod) {
    try {
      return cluster
          .client()
          .pods()
          .inNamespace(namespace.name())
          .withName(pod.getMetadata().getName())
          .tailingLines(5)
          .getLog();
    } catch (KubernetesClientException e) {
      // The kubelet makes the log a moment after the start.
      return "";
    }
  }

  /** What keeps the controller from making pods: admission speaks in events only. */
  private String complaint() {
    return events.refusal(ObserverManifest.NAME).map(words -> ": " + words).orElse("");
  }

  private TargetException refused(String node, String why) {
    return new TargetException(
        "the observer on %s (tier %s, image %s) does not run: %s"
            .formatted(node, manifest.tier().label(), manifest.image(), why),
        "another tier asks for less (--observer kubelet), and --observer none for nothing");
  }

  RemoteObserver of(String node) {
    RemoteObserver observer = observers.get(node);
    if (observer == null) {
      throw new IllegalArgumentException("not an observed node: " + node);
    }
    return observer;
  }

  @Override
  public void close() {
    try (namespace) {
      observers.values().forEach(RemoteObserver::close);
      observers.clear();
    }
  }
}
