package dev.tare.target.kubernetes;

import dev.tare.plan.Placement;
import dev.tare.result.Fact;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a run has set up in the cluster: its namespace, its watch, and its nodes' observers. */
final class KubeStage implements AutoCloseable {
  private final Placement placement;
  private final RunNamespace namespace;
  private final PodWatch watch;
  private final NodeViews views;
  private final Map<String, KubePlace> places = new LinkedHashMap<>();

  private KubeStage(Placement placement, RunNamespace namespace, PodWatch watch, NodeViews views) {
    this.placement = placement;
    this.namespace = namespace;
    this.watch = watch;
    this.views = views;
  }

  /** Sets it up whole, or leaves nothing. */
  static KubeStage set(
      Cluster cluster,
      KubernetesTargetConfig config,
      RuntimeClasses classes,
      Placement placement,
      List<RuntimeSpec> runtimes,
      Clock clock,
      Consumer<String> notes)
      throws InterruptedException {
    NodeViews views =
        NodeViews.open(cluster, config, ClusterNodes.of(cluster).named(placement.nodes()), clock);
    try {
      KubeStage stage = begun(cluster, config, placement, views, clock, notes);
      KubeRun run = stage.run(cluster, config, classes.tolerations(runtimes), clock);
      for (String node : placement.nodes()) {
        stage.places.put(node, new KubePlace(run, node, views.of(node), classes));
      }
      return stage;
    } catch (RuntimeException e) {
      // What closing has to say comes second.
      try (views) {
        throw e;
      }
    }
  }

  private static KubeStage begun(
      Cluster cluster,
      KubernetesTargetConfig config,
      Placement placement,
      NodeViews views,
      Clock clock,
      Consumer<String> notes) {
    RunNamespace namespace =
        RunNamespace.create(cluster, RunNamespace.ofPods(config.run()), config.run(), "");
    PodWatch watch =
        new PodWatch(cluster.client(), namespace.name(), clock, cluster.errors()::say, notes);
    try {
      watch.start();
      return new KubeStage(placement, namespace, watch, views);
    } catch (RuntimeException e) {
      try (namespace) {
        throw e;
      }
    }
  }

  private KubeRun run(
      Cluster cluster, KubernetesTargetConfig config, List<Toleration> tolerations, Clock clock) {
    return new KubeRun(
        cluster,
        config.run(),
        namespace.name(),
        tolerations,
        watch,
        new PodEvents(cluster.client(), namespace.name()),
        new PullSecrets(cluster, namespace.name()),
        cluster.queue(),
        clock);
  }

  Placement placement() {
    return placement;
  }

  KubePlace place(String node) {
    KubePlace place = places.get(node);
    if (place == null) {
      throw new IllegalArgumentException("not a node of this run: " + node);
    }
    return place;
  }

  /** From now on nobody waits for home calls: pods do not reach the nodes' listeners. */
  void closeHome() {
    places.replaceAll((node, place) -> place.closed());
  }

  /** What the nodes say of themselves; where there are several, each fact says of which. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (KubePlace place : places.values()) {
      for (Fact fact : place.view().facts()) {
        facts.add(places.size() == 1 ? fact : fact.on(place.node()));
      }
    }
    return facts;
  }

  @Override
  public void close() {
    // Each goes, whatever happens to the others; the namespace last, because it says what is left.
    try (namespace;
        views;
        watch) {
      places.clear();
    }
  }
}
