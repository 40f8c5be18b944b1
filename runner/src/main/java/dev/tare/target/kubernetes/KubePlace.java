package dev.tare.target.kubernetes;

import dev.tare.observe.Observer;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.Overhead;
import dev.tare.target.pods.PodKernel;
import dev.tare.target.pods.PodPlace;
import dev.tare.target.pods.PodRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One node of the cluster, reached through the API server.
 *
 * @param reaching whether its pods reach whoever hears home calls there
 */
record KubePlace(KubeRun run, String node, NodeView view, RuntimeClasses classes, boolean reaching)
    implements PodPlace {

  KubePlace(KubeRun run, String node, NodeView view, RuntimeClasses classes) {
    this(run, node, view, classes, true);
  }

  /** The same, of which it is known that its pods do not reach whoever listens there. */
  KubePlace closed() {
    return new KubePlace(run, node, view, classes, false);
  }

  @Override
  public KubePod pod(PodRequest request, Marks marks) {
    return new KubePod(run, this, request, marks);
  }

  @Override
  public Clock clock() {
    return run.clock();
  }

  @Override
  public Optional<WallClock.Pair> wallClock() {
    return view.wallClock();
  }

  @Override
  public Observer observer() {
    return view;
  }

  @Override
  public Optional<HomeCalls> home() {
    return reaching ? view.home() : Optional.empty();
  }

  @Override
  public Optional<String> unseenPorts() {
    return view.unseenPorts();
  }

  /** A node of a cluster is never known to be new: others' pods come and go. */
  @Override
  public Optional<Reading> coldStart(RuntimeSpec runtime) {
    return Optional.of(
        new Reading.Blind(
            Reading.FirstPod.VIEW, "nobody knows which pods a node of a cluster had before"));
  }

  /**
   * The kubelet looks for mounted volumes every 300 ms and at its containers every second; pods at
   * a fixed pace would lock to that rhythm and always see the same part of it.
   */
  @Override
  public Duration longestPause() {
    return Duration.ofSeconds(1);
  }

  @Override
  public PodKernel.Host host() {
    return view.host();
  }

  @Override
  public Expectation claim(RuntimeSpec runtime) {
    return classes.claim(runtime);
  }

  @Override
  public Overhead overhead(RuntimeSpec runtime) {
    return classes.overhead(runtime);
  }

  /** What the node tells of it, and what its class says. */
  @Override
  public HandlerFacts handler(RuntimeSpec runtime) {
    return view.handler(classes.handler(runtime)).with(classes.versions(runtime));
  }

  @Override
  public List<Serving> confinement(List<ProcessMemory> processes) {
    return view.confinement(processes);
  }

  @Override
  public Map<String, String> programs(List<ProcessMemory> processes) {
    return view.programs(processes);
  }
}
