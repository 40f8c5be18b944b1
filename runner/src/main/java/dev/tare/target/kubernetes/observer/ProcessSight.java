package dev.tare.target.kubernetes.observer;

import dev.tare.observe.Confinement;
import dev.tare.observe.LocalObserver;
import dev.tare.observe.PodGroups;
import dev.tare.observe.PodRemains;
import dev.tare.observe.ProgramVersions;
import dev.tare.observe.RuntimeFiles;
import dev.tare.observe.Sandbox;
import dev.tare.observe.SandboxIds;
import dev.tare.result.Fact;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.target.cri.CpuLimitReader;
import dev.tare.target.cri.NodeRuntime;
import dev.tare.target.pods.HandlerFacts;
import dev.tare.target.pods.KubeletCalls;
import dev.tare.target.pods.NetworkStamps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The node's own processes and cgroups, with or without the runtime beside them. */
final class ProcessSight implements NodeSight {
  private final Path proc;
  private final Path cgroups;
  private final LocalObserver observer;
  private final Optional<NodeRuntime> runtime;
  private final RuntimeFiles files;

  /**
   * @param proc of the node's process namespace
   * @param cgroups of the node, as at {@code /sys/fs/cgroup}
   */
  ProcessSight(Path proc, Path cgroups, Optional<NodeRuntime> runtime) {
    this.proc = proc;
    this.cgroups = cgroups;
    this.observer = new LocalObserver(proc, cgroups);
    this.runtime = runtime;
    this.files = new RuntimeFiles(proc);
  }

  @Override
  public Tier tier() {
    return runtime.isPresent() ? Tier.RUNTIME : Tier.PROCESSES;
  }

  @Override
  public List<Fact> facts() {
    List<Fact> facts = new ArrayList<>(observer.facts());
    facts.addAll(
        runtime
            .map(cri -> cri.facts(proc.resolve("1/root")))
            .orElseGet(
                () ->
                    NodeRuntime.unknownFacts(
                        tier().blind("the runtime's configuration", Tier.RUNTIME))));
    return facts;
  }

  @Override
  public Map<String, Long> diskWrites() {
    return observer.diskWrites();
  }

  @Override
  public List<Reading> memory(List<Sandbox> sandboxes) {
    return observer.memory(sandboxes);
  }

  @Override
  public List<Reading> cpu(List<Sandbox> sandboxes) {
    return observer.cpu(sandboxes);
  }

  @Override
  public Reading strain(List<Sandbox> sandboxes) {
    return observer.strain(sandboxes);
  }

  @Override
  public Optional<Sandbox> sandbox(Wire.PodRef pod) {
    return runtime
        .flatMap(cri -> cri.sandbox(pod.uid()))
        .or(() -> new SandboxIds(proc, cgroups).of(pod.uid(), pod.containers()))
        .map(id -> new Sandbox(pod.pod(), id, pod.containers()));
  }

  @Override
  public Optional<Reading> cpuLimit(Wire.PodQuestion pod) {
    return CpuLimitReader.read(pod.pod(), new PodGroups(cgroups).of(pod.uid()))
        .map(Reading.class::cast);
  }

  /** Its files are read through the node's first process, whose root is the node's. */
  @Override
  public HandlerFacts handler(String name) {
    return runtime
        .map(cri -> cri.handler(name, proc.resolve("1/root")))
        .orElse(HandlerFacts.UNKNOWN);
  }

  @Override
  public List<Serving> confinement(List<ProcessMemory> processes) {
    return new Confinement(proc).of(processes);
  }

  @Override
  public Map<String, String> programs(List<ProcessMemory> processes) {
    return new ProgramVersions(proc).of(processes);
  }

  @Override
  public Optional<String> address(String uid) {
    return runtime.flatMap(cri -> cri.address(uid));
  }

  @Override
  public Reading stats(Wire.PodQuestion pod) {
    if (runtime.isEmpty()) {
      return new Reading.Blind(
          "runtime-stats", tier().blind("the runtime's statistics", Tier.RUNTIME, Tier.KUBELET));
    }
    Optional<String> sandbox =
        Optional.of(pod.sandbox())
            .filter(id -> !id.isEmpty())
            .or(() -> runtime.get().sandbox(pod.uid()));
    return sandbox
        .map(id -> runtime.get().memory(pod.pod(), pod.level(), id))
        .orElseGet(
            () ->
                new Reading.Blind(
                    "runtime-stats", "pod " + pod.pod() + ": the runtime has no sandbox of it"));
  }

  @Override
  public NetworkStamps network(Wire.PodQuestion pod) {
    return runtime
        .map(cri -> cri.networkStamps(pod.uid(), files::seen))
        .orElseGet(() -> NodeSight.super.network(pod));
  }

  @Override
  public KubeletCalls kubeletCalls(Wire.CallsQuestion question) throws InterruptedException {
    Path folder = files.seen(Path.of(question.folder()));
    return KubeletCalls.await(folder, question.uid(), question.waitMillis());
  }

  @Override
  public Wire.Remains remains(Wire.RemainsQuestion question) {
    PodRemains left = PodRemains.read(proc, cgroups, question.uid(), question.ids());
    return new Wire.Remains(left.processes(), left.cgroups(), null);
  }

  @Override
  public void listen(Feed<Wire.Task> tasks) {
    runtime.ifPresent(
        cri ->
            cri.listen(
                (container, started, wallNanos) ->
                    tasks.add(new Wire.Task(container, started, wallNanos))));
  }

  @Override
  public void close() {
    observer.close();
    runtime.ifPresent(NodeRuntime::close);
  }
}
