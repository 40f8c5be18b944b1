package dev.tare.target.kubernetes;

import dev.tare.plan.Placement;
import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import dev.tare.target.cri.NodeRuntime;
import dev.tare.target.pods.PodKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A cluster, and beside it a containerd of the same machine: runtimes with a CRI socket of their
 * own run there, so that one run shows what Kubernetes adds to the runtime's own calls. That
 * containerd serves no kubelet, which would take away the pods that it did not make.
 */
public final class BesideCri implements Target {
  private final KubernetesTarget kubernetes;
  private final Target cri;
  private final String socket;

  /**
   * Both are closed with it.
   *
   * @param cri to which every runtime goes that has a socket
   * @param socket that one, as {@code unix:///path}
   */
  public BesideCri(KubernetesTarget kubernetes, Target cri, String socket) {
    this.kubernetes = kubernetes;
    this.cri = cri;
    this.socket = socket;
  }

  private Target of(RuntimeSpec runtime) {
    return runtime.cri().isPresent() ? cri : kubernetes;
  }

  private static List<RuntimeSpec> ofCluster(List<RuntimeSpec> runtimes) {
    return runtimes.stream().filter(runtime -> runtime.cri().isEmpty()).toList();
  }

  @Override
  public List<RuntimeSpec> offered() {
    return kubernetes.offered();
  }

  @Override
  public Set<String> variants() {
    return kubernetes.variants();
  }

  /**
   * One node, which is this machine: a socket is always one of this machine's.
   *
   * @throws TargetException when there are several, or none of this machine
   */
  @Override
  public Placement placement(List<RuntimeSpec> runtimes) {
    List<RuntimeSpec> ofCluster = ofCluster(runtimes);
    if (ofCluster.isEmpty()) {
      throw new TargetException(
          "all chosen runtimes have sockets of their own, and none is of the cluster",
          "choose one of its RuntimeClasses as well, or leave --target kubernetes out");
    }
    Placement placement = kubernetes.placement(ofCluster);
    if (placement.nodes().size() != 1) {
      throw new TargetException(
          "runtimes with a socket run on this machine, and the cluster's could run on "
              + String.join(", ", placement.nodes()),
          "name the one node that this machine is, with --nodes");
    }
    String node = placement.nodes().getFirst();
    if (!kubernetes.bootId(node).equals(PodKernel.Host.ownBootId())) {
      throw new TargetException(
          "the node " + node + " is not this machine, where the runtimes with a socket run",
          "run Tare on the node itself, and name it with --nodes");
    }
    return Placement.on(node);
  }

  /**
   * The cluster first: its observer then stands on the node, and shows whose socket this is.
   *
   * @throws TargetException when it is the kubelet's
   */
  @Override
  public void prepare(Placement placement, List<RuntimeSpec> runtimes) throws InterruptedException {
    kubernetes.prepare(placement, ofCluster(runtimes));
    try (NodeRuntime runtime = NodeRuntime.connect(socket)) {
      if (runtime.servesKubelet()) {
        throw new TargetException(
            socket + " serves a kubelet, which takes away every pod that it did not make",
            "name another containerd of this machine, such as that of 'tare node up'");
      }
    }
  }

  @Override
  public void provide(Plan plan) throws InterruptedException {
    kubernetes.provide(plan.of(trial -> trial.runtime().cri().isEmpty()));
    cri.provide(plan.of(trial -> trial.runtime().cri().isPresent()));
  }

  /** The cluster's, and of the other what the cluster does not tell. */
  @Override
  public Environment probe() {
    List<Fact> facts = new ArrayList<>(kubernetes.probe().facts());
    Set<String> known = facts.stream().map(Fact::name).collect(Collectors.toSet());
    cri.probe().facts().stream().filter(fact -> !known.contains(fact.name())).forEach(facts::add);
    facts.add(Fact.known("cri.socket", socket, false));
    return new Environment(facts);
  }

  @Override
  public Receipt receipt(RuntimeSpec runtime, Pod pod) throws InterruptedException {
    return of(runtime).receipt(runtime, pod);
  }

  @Override
  public TrialResult run(Trial trial) throws InterruptedException {
    return of(trial.runtime()).run(trial);
  }

  @Override
  public void close() {
    try (kubernetes) {
      cri.close();
    }
  }
}
