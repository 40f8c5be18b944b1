package dev.tare.target.kubernetes;

import dev.tare.observe.Sandbox;
import dev.tare.result.Fact;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.KubeletCalls;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.NetworkStamps;
import dev.tare.target.pods.PodKernel;
import dev.tare.target.pods.PortWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A node without an observer: what the API server tells of it is all that there is. */
record BlindNode(PodKernel.Host host) implements NodeView {
  private static final String REASON =
      "nobody observes the node; run with --observer runtime or processes";

  @Override
  public List<Reading> memory(List<Sandbox> sandboxes) {
    return List.of(
        new Reading.Blind("process-tree", REASON),
        new Reading.Blind("cgroup", REASON),
        new Reading.Blind("node", REASON));
  }

  @Override
  public List<Reading> cpu(List<Sandbox> sandboxes) {
    return List.of(new Reading.Blind("cpu", REASON));
  }

  @Override
  public Reading strain(List<Sandbox> sandboxes) {
    return new Reading.Blind("node", REASON);
  }

  @Override
  public Map<String, Long> diskWrites() {
    return Map.of();
  }

  @Override
  public List<Fact> facts() {
    return List.of(Fact.unknown("node.observed", REASON, false));
  }

  @Override
  public Optional<HomeCalls> home() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unseenPorts() {
    return Optional.of("nobody observes the node; run with --observer runtime");
  }

  @Override
  public PortWatch watch(Supplier<String> uid, Ready.Asked wanted) {
    throw new IllegalStateException("nobody looks on this node");
  }

  @Override
  public Optional<WallClock.Pair> wallClock() {
    return Optional.empty();
  }

  @Override
  public HandlerFacts handler(String name) {
    return HandlerFacts.UNKNOWN;
  }

  @Override
  public List<Serving> confinement(List<ProcessMemory> processes) {
    return List.of();
  }

  @Override
  public Map<String, String> programs(List<ProcessMemory> processes) {
    return Map.of();
  }

  @Override
  public void addEvents(String container, Marks marks) {}

  @Override
  public NetworkStamps network(String pod, String uid) {
    return NetworkStamps.unknown(REASON);
  }

  @Override
  public KubeletCalls kubeletCalls(String uid) {
    return KubeletCalls.unknown(REASON);
  }

  @Override
  public List<Reading> stats(String pod, String uid, int level) {
    return List.of();
  }

  @Override
  public Optional<Reading> cpuLimit(String pod, String uid) {
    return Optional.empty();
  }

  @Override
  public Optional<Boolean> released(String uid, List<String> containers) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
