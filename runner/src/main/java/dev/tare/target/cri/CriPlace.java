package dev.tare.target.cri;

import dev.tare.observe.Confinement;
import dev.tare.observe.Observer;
import dev.tare.observe.ProgramVersions;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.HomeCalls;
import dev.tare.target.pods.LivePod;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.Overhead;
import dev.tare.target.pods.PodKernel;
import dev.tare.target.pods.PodPlace;
import dev.tare.target.pods.PodRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node, which is this machine, through its CRI socket. */
record CriPlace(CriNode node, Observer observer, ColdStarts cold) implements PodPlace {

  @Override
  public LivePod pod(PodRequest request, Marks marks) {
    return new CriPod(node, request, marks);
  }

  @Override
  public Clock clock() {
    return node.clock();
  }

  @Override
  public Optional<WallClock.Pair> wallClock() {
    return Optional.of(WallClock.Pair.read(node.clock()));
  }

  @Override
  public Optional<HomeCalls> home() {
    return Optional.of(node.listener());
  }

  @Override
  public Optional<Reading> coldStart(RuntimeSpec runtime) {
    return cold.take(runtime);
  }

  /** CRI's calls come one after another at our own pace: there is no rhythm to lock to. */
  @Override
  public Duration longestPause() {
    return Duration.ZERO;
  }

  @Override
  public PodKernel.Host host() {
    return PodKernel.Host.read();
  }

  @Override
  public Expectation claim(RuntimeSpec runtime) {
    return node.handlers().claim(runtime.handler());
  }

  /** Below CRI nobody declares any. */
  @Override
  public Overhead overhead(RuntimeSpec runtime) {
    return Overhead.NONE;
  }

  @Override
  public HandlerFacts handler(RuntimeSpec runtime) {
    return node.handlers().facts(node.endpoint(), runtime.handler(), node.access().root());
  }

  @Override
  public List<Serving> confinement(List<ProcessMemory> processes) {
    return new Confinement(Path.of("/proc")).of(processes);
  }

  @Override
  public Map<String, String> programs(List<ProcessMemory> processes) {
    return new ProgramVersions(Path.of("/proc")).of(processes);
  }
}
