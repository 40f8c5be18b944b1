package dev.tare.target.kubernetes;

import dev.tare.observe.Sandbox;
import dev.tare.result.Fact;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.Phase;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import dev.tare.target.WallClock;
import dev.tare.target.kubernetes.observer.RemoteObserver;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.KubeletCalls;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.NetworkStamps;
import dev.tare.target.pods.PodKernel;
import dev.tare.target.pods.PortWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A node on which an observer runs.
 *
 * @param spans its annotation of where its kubelet's spans are written down
 */
record ObservedNode(RemoteObserver observer, Optional<String> spans) implements NodeView {

  /**
   * The sandboxes come with their pods' uids for ids: the node knows the sandboxes' own. What it
   * does not show of one of them it shows of none, and the node's figures are those of all.
   */
  @Override
  public List<Reading> memory(List<Sandbox> sandboxes) {
    List<Sandbox> found = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    for (Sandbox asked : sandboxes) {
      Optional<Sandbox> known = observer.sandbox(asked.pod(), asked.id(), asked.containers());
      known.ifPresent(found::add);
      if (known.isEmpty()) {
        String reason =
            "node %s does not show the sandbox of pod %s".formatted(observer.node(), asked.pod());
        readings.add(new Reading.Blind("process-tree", reason));
        readings.add(new Reading.Blind("cgroup", reason));
      }
    }
    for (Reading reading : observer.memory(found)) {
      readings.add(
          reading instanceof Reading.Node node
              ? new Reading.Node(sandboxes.size(), node.meminfo())
              : reading);
    }
    return readings;
  }

  @Override
  public List<Reading> cpu(List<Sandbox> sandboxes) {
    List<Sandbox> found = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    for (Sandbox asked : sandboxes) {
      Optional<Sandbox> known = observer.sandbox(asked.pod(), asked.id(), asked.containers());
      known.ifPresentOrElse(
          found::add,
          () ->
              readings.add(
                  new Reading.Blind(
                      "cpu",
                      "node %s does not show the sandbox of pod %s"
                          .formatted(observer.node(), asked.pod()))));
    }
    readings.addAll(0, observer.cpu(found));
    return readings;
  }

  @Override
  public Reading strain(List<Sandbox> sandboxes) {
    return observer.strain(sandboxes);
  }

  @Override
  public Map<String, Long> diskWrites() {
    return observer.diskWrites();
  }

  @Override
  public List<Fact> facts() {
    return observer.facts();
  }

  @Override
  public Optional<HomeCalls> home() {
    return Optional.of(observer.home());
  }

  @Override
  public Optional<String> unseenPorts() {
    return observer.unseenPorts();
  }

  @Override
  public PortWatch watch(Supplier<String> uid, Ready.Asked wanted) {
    return observer.watch(uid, wanted);
  }

  @Override
  public Optional<WallClock.Pair> wallClock() {
    return observer.wallClock();
  }

  @Override
  public PodKernel.Host host() {
    return observer.host();
  }

  @Override
  public HandlerFacts handler(String name) {
    return observer.handler(name);
  }

  @Override
  public List<Serving> confinement(List<ProcessMemory> processes) {
    return observer.confinement(processes);
  }

  @Override
  public Map<String, String> programs(List<ProcessMemory> processes) {
    return observer.programs(processes);
  }

  @Override
  public void addEvents(String container, Marks marks) {
    observer
        .taskCreated(container)
        .ifPresent(wall -> marks.addWall(Phase.TASK_CREATED, Marks.EVENT, wall));
    observer
        .taskStarted(container)
        .ifPresent(wall -> marks.addWall(Phase.TASK_STARTED, Marks.EVENT, wall));
    observer.forget(container);
  }

  @Override
  public NetworkStamps network(String pod, String uid) {
    return observer.network(pod, uid);
  }

  @Override
  public KubeletCalls kubeletCalls(String uid) {
    if (spans.isEmpty()) {
      return KubeletCalls.unknown(
          "nobody receives the spans of its kubelet: the node has no annotation "
              + KubeletCalls.ANNOTATION);
    }
    return spans.get().startsWith("/")
        ? observer.kubeletCalls(uid, spans.get())
        : KubeletCalls.unknown(
            "the node's annotation %s is no absolute path".formatted(KubeletCalls.ANNOTATION));
  }

  @Override
  public List<Reading> stats(String pod, String uid, int level) {
    return observer.stats(pod, uid, "", level);
  }

  @Override
  public Optional<Reading> cpuLimit(String pod, String uid) {
    return observer.cpuLimit(pod, uid);
  }

  /** Empty when the tier does not see it, or the observer does not answer. */
  @Override
  public Optional<Boolean> released(String uid, List<String> containers) {
    RemoteObserver.Remains remains = observer.remains(uid, containers);
    return remains.unknown().isPresent() ? Optional.empty() : Optional.of(remains.gone());
  }

  @Override
  public void close() {
    observer.close();
  }
}
