package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.kubernetes.observer.RemoteObserver;
import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.PodKernel;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run sees of each of its nodes. */
final class NodeViews implements AutoCloseable {
  private final @Nullable NodeObservers observers;
  private final Map<String, NodeView> views = new LinkedHashMap<>();

  private NodeViews(@Nullable NodeObservers observers) {
    this.observers = observers;
  }

  /** Has those nodes observed as far as the tier goes; returns when they are. */
  static NodeViews open(
      Cluster cluster, KubernetesTargetConfig config, List<Node> nodes, Clock clock)
      throws InterruptedException {
    if (config.tier() == Tier.NONE) {
      NodeViews blind = new NodeViews(null);
      nodes.forEach(node -> blind.views.put(name(node), new BlindNode(host(node))));
      return blind;
    }
    NodeObservers observers =
        NodeObservers.start(
            cluster,
            new ObserverManifest(
                RunNamespace.ofObservers(config.run()),
                config.run(),
                config.observerImage(),
                config.tier(),
                nodes.stream().map(NodeViews::name).toList(),
                config.runtimeSocket().orElseGet(() -> RuntimeSocket.of(nodes)),
                Tokens.fresh()),
            clock);
    NodeViews views = new NodeViews(observers);
    try {
      nodes.forEach(node -> views.views.put(name(node), view(node, observers.of(name(node)))));
      return views;
    } catch (RuntimeException e) {
      try (views) {
        throw e;
      }
    }
  }

  /** An observer in a sandbox of its own would tell of that sandbox and not of the node. */
  private static NodeView view(Node node, RemoteObserver observer) {
    if (!observer.host().bootId().equals(host(node).bootId())) {
      throw new TargetException(
          "the observer on %s runs on another kernel (%s) than the node (%s)"
              .formatted(name(node), observer.host().release(), host(node).release()),
          "is the node's default runtime a sandbox? then measure with --observer none");
    }
    return new ObservedNode(observer, NodeFacts.spans(node));
  }

  private static PodKernel.Host host(Node node) {
    NodeSystemInfo info = node.getStatus().getNodeInfo();
    return new PodKernel.Host(info.getBootID(), info.getKernelVersion());
  }

  private static String name(Node node) {
    return node.getMetadata().getName();
  }

  NodeView of(String node) {
    NodeView view = views.get(node);
    if (view == null) {
      throw new IllegalArgumentException("not a node of this run: " + node);
    }
    return view;
  }

  @Override
  public void close() {
    NodeObservers open = observers;
    if (open != null) {
      open.close();
    }
  }
}
