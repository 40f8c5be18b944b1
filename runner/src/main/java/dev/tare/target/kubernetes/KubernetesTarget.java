package dev.tare.target.kubernetes;

import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Pod;
import dev.tare.scenario.Program;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.ReceiptRun;
import dev.tare.target.pods.TrialRun;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pods of a cluster, each runtime a RuntimeClass. They stand in a namespace of the run's own, which
 * goes with everything in it when the target is closed.
 */
public final class KubernetesTarget implements Target {
  private final Cluster cluster;
  private final KubernetesTargetConfig config;
  private final Clock clock;
  private final Consumer<String> notes;
  private final RuntimeClasses classes;
  private @Nullable KubeStage stage;

  /**
   * Reads what the cluster offers; nothing is made there yet.
   *
   * @param notes told what a person should know, one line each
   * @throws TargetException when the cluster does not let us see its RuntimeClasses
   */
  public static KubernetesTarget open(
      Cluster cluster, KubernetesTargetConfig config, Clock clock, Consumer<String> notes) {
    return new KubernetesTarget(cluster, config, clock, notes);
  }

  private KubernetesTarget(
      Cluster cluster, KubernetesTargetConfig config, Clock clock, Consumer<String> notes) {
    this.cluster = cluster;
    this.config = config;
    this.clock = clock;
    this.notes = notes;
    this.classes = RuntimeClasses.of(cluster);
  }

  @Override
  public List<RuntimeSpec> offered() {
    return classes.offered();
  }

  @Override
  public Set<String> variants() {
    return classes.variants();
  }

  @Override
  public Placement placement(List<RuntimeSpec> runtimes) {
    return NodeChoice.placement(
        ClusterNodes.of(cluster).all(),
        classes,
        runtimes,
        config.nodes(),
        config.mostNodes(),
        notes);
  }

  @Override
  public Placement withOthers(
      Placement placement, List<RuntimeSpec> runtimes, List<RuntimeSpec> peers) {
    return NodeChoice.withOthers(
        placement, ClusterNodes.of(cluster).all(), classes, runtimes, peers, config.nodes());
  }

  /** The boot id of a node's kernel, as the API server has it; empty when it has no such node. */
  String bootId(String node) {
    return ClusterNodes.of(cluster).named(List.of(node)).stream()
        .map(found -> found.getStatus().getNodeInfo().getBootID())
        .findFirst()
        .orElse("");
  }

  /** Makes the run's namespace and has its nodes observed; what stood before is taken away. */
  @Override
  public void prepare(Placement placement, List<RuntimeSpec> runtimes) throws InterruptedException {
    unset();
    stage = KubeStage.set(cluster, config, classes, placement, runtimes, clock, notes);
  }

  private KubeStage stage() {
    KubeStage set = stage;
    if (set == null) {
      throw new IllegalStateException("the target is not prepared");
    }
    return set;
  }

  @Override
  public Environment probe() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.known("kubernetes.version", cluster.version(), true));
    facts.add(Fact.known("observer.tier", config.tier().label(), true));
    facts.add(Fact.known("payload.image", config.image(), true));
    facts.addAll(stage().facts());
    List<Node> nodes = ClusterNodes.of(cluster).named(stage().placement().nodes());
    facts.addAll(PeerFacts.of(stage().placement(), nodes));
    for (Node node : nodes) {
      for (Fact fact : new NodeFacts(cluster).of(node)) {
        facts.add(nodes.size() == 1 ? fact : fact.on(node.getMetadata().getName()));
      }
    }
    return new Environment(facts);
  }

  /**
   * Of one pod on each node of that runtime: what holds on the first need not hold on the others,
   * and then the runtime is refused.
   */
  @Override
  public Receipt receipt(RuntimeSpec runtime, Pod pod) throws InterruptedException {
    Map<String, Receipt> taken = new LinkedHashMap<>();
    for (String node : stage().placement().nodes(runtime.name())) {
      taken.put(node, receipt(runtime, pod, stage().place(node)));
    }
    return NodeReceipts.joined(taken);
  }

  private Receipt receipt(RuntimeSpec runtime, Pod pod, KubePlace place)
      throws InterruptedException {
    Receipt receipt = new ReceiptRun(place, config.run(), config.image()).take(runtime, pod);
    Optional<HomeCalls> home = place.home();
    if (receipt.refused().isEmpty()
        && home.isPresent()
        && !new HomeProbe(place, config.run(), config.image()).reached(runtime, pod, home.get())) {
      stage().closeHome();
      notes.accept(
          "pods of %s do not reach the observer of %s at %s:%d (a network policy?): the first output is the stop instead of the home call, for every runtime"
              .formatted(runtime.name(), place.node(), home.get().address(), home.get().port()));
    }
    return receipt;
  }

  /**
   * Starts one pod of each program on each node that will run it, and takes it away again: the
   * kubelet pulls for it what the node lacks. Where a peer stands on another node, it has to be
   * there what its runtime says.
   */
  @Override
  public void provide(Plan plan) throws InterruptedException {
    Set<String> there = new HashSet<>();
    for (Trial trial : plan.trials()) {
      RuntimeSpec peer = trial.peer().orElse(trial.runtime()).withoutTwin();
      if (!trial.peerNode().equals(trial.node())
          && there.add(trial.peerNode() + " " + peer.name())) {
        requirePeer(peer, trial);
      }
      for (Program program : trial.workload().workload().programs()) {
        if (there.add(trial.node() + " " + program.image())) {
          new FirstPod(stage().place(trial.node()), config.run(), config.images())
              .provide(trial, program, notes);
        }
      }
    }
  }

  private void requirePeer(RuntimeSpec peer, Trial trial) throws InterruptedException {
    KubePlace place = stage().place(trial.peerNode());
    Receipt receipt =
        new ReceiptRun(place, config.run(), config.image()).take(peer, trial.workload().pod());
    if (!receipt.refused().isEmpty()) {
      throw new TargetException(
          "the peer %s on node %s is refused: %s"
              .formatted(peer.name(), trial.peerNode(), receipt.refused()),
          "name other nodes with --nodes, or say peer-node: same");
    }
  }

  @Override
  public TrialResult run(Trial trial) throws InterruptedException {
    return TrialRun.run(
        stage().place(trial.node()),
        stage().place(trial.peerNode()),
        trial,
        config.run(),
        config.images());
  }

  /** Takes the run's namespace and observers away, and closes the cluster. */
  @Override
  public void close() {
    try (cluster) {
      unset();
    }
  }

  private void unset() {
    KubeStage set = stage;
    stage = null;
    if (set != null) {
      set.close();
    }
  }
}
