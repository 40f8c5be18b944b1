package dev.tare.target.kubernetes.observer;

import dev.tare.observe.LocalObserver;
import dev.tare.observe.Sandbox;
import dev.tare.result.Fact;
import dev.tare.result.Reading;
import dev.tare.target.cri.NodeRuntime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pod without any privilege sees: the node's memory as a whole, because no namespace hides
 * {@code /proc/meminfo}, and the kubelet's figures of each pod.
 */
final class KubeletSight implements NodeSight {
  private static final Tier TIER = Tier.KUBELET;

  private final LocalObserver observer;
  private final KubeletStats kubelet;
  private volatile Instant looked = Instant.EPOCH;

  KubeletSight(Path proc, KubeletStats kubelet) {
    this.observer = new LocalObserver(proc, proc);
    this.kubelet = kubelet;
  }

  @Override
  public Tier tier() {
    return TIER;
  }

  @Override
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    for (Fact fact : observer.facts()) {
      facts.add(
          fact.name().equals("network.interfaces")
              ? Fact.unknown(
                  fact.name(),
                  TIER.blind("the node's network", Tier.PROCESSES, Tier.RUNTIME),
                  fact.comparable())
              : fact);
    }
    facts.addAll(NodeRuntime.unknownFacts(TIER.blind("the runtime's configuration", Tier.RUNTIME)));
    return facts;
  }

  @Override
  public Map<String, Long> diskWrites() {
    return observer.diskWrites();
  }

  @Override
  public List<Reading> memory(List<Sandbox> sandboxes) {
    looked = Instant.now();
    List<Reading> readings = new ArrayList<>();
    for (Reading reading : observer.memory(List.of())) {
      readings.add(
          reading instanceof Reading.Node node
              ? new Reading.Node(sandboxes.size(), node.meminfo())
              : reading);
    }
    if (!sandboxes.isEmpty()) {
      readings.add(blind("process-tree", "processes"));
      readings.add(blind("cgroup", "cgroups"));
    }
    return readings;
  }

  @Override
  public Reading strain(List<Sandbox> sandboxes) {
    return observer.strain(List.of()) instanceof Reading.Strain node
        ? node.at(sandboxes.size())
        : new Reading.Blind("node", "the observer does not see the node's memory");
  }

  private static Reading blind(String view, String what) {
    return new Reading.Blind(view, TIER.blind(what, Tier.PROCESSES, Tier.RUNTIME));
  }

  /** No namespace hides {@code /proc/stat} either; whose time it is cannot be told. */
  @Override
  public List<Reading> cpu(List<Sandbox> sandboxes) {
    List<Reading> readings = new ArrayList<>(observer.cpu(List.of()));
    if (!sandboxes.isEmpty()) {
      readings.add(blind("cpu", "the CPU time of pods"));
    }
    return readings;
  }

  @Override
  public Optional<Sandbox> sandbox(Wire.PodRef pod) {
    return Optional.of(new Sandbox(pod.pod(), "", pod.containers()));
  }

  @Override
  public Optional<Reading> cpuLimit(Wire.PodQuestion pod) {
    return Optional.of(blind("cpu-limit", "what a CPU limit does"));
  }

  /** Measured after the node's memory was read, or it would be of an earlier level. */
  @Override
  public Reading stats(Wire.PodQuestion pod) {
    return kubelet.memory(pod, looked);
  }

  @Override
  public Wire.Remains remains(Wire.RemainsQuestion question) {
    return new Wire.Remains(
        0, 0, TIER.blind("what a pod leaves behind", Tier.PROCESSES, Tier.RUNTIME));
  }

  @Override
  public void listen(Feed<Wire.Task> tasks) {
    // The kubelet tells of no tasks.
  }

  @Override
  public void close() {
    observer.close();
  }
}
