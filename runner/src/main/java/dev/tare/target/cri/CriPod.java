package dev.tare.target.cri;

import dev.tare.observe.Sandbox;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import dev.tare.scenario.SandboxKind;
import dev.tare.target.cri.api.ContainerState;
import dev.tare.target.cri.api.ContainerStatus;
import dev.tare.target.cri.api.ContainerStatusRequest;
import dev.tare.target.cri.api.CreateContainerRequest;
import dev.tare.target.cri.api.MemoryUsage;
import dev.tare.target.cri.api.PodSandboxConfig;
import dev.tare.target.cri.api.PodSandboxStats;
import dev.tare.target.cri.api.PodSandboxStatsRequest;
import dev.tare.target.cri.api.PodSandboxStatusRequest;
import dev.tare.target.cri.api.RunPodSandboxRequest;
import dev.tare.target.cri.api.StartContainerRequest;
import dev.tare.target.pods.LivePod;
import dev.tare.target.pods.LocalPortWatch;
import dev.tare.target.pods.LogLine;
import dev.tare.target.pods.Marks;
import dev.tare.target.pods.PodFailure;
import dev.tare.target.pods.PodRequest;
import dev.tare.target.pods.PortLook;
import dev.tare.target.pods.PortWatch;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One pod with one container, from the request to its end. */
final class CriPod implements LivePod {
  private static final long LOG_POLL_NANOS = 2_000_000;
  private final CriNode node;
  private final PodRequest request;
  private final Marks marks;
  private final Path logs;
  private final PodCgroup cgroup;
  private final CriLog log;
  private boolean prepared;
  private String sandbox = "";

  /** Whoever looks at the pod's ports waits for it on another thread. */
  private volatile String container = "";

  CriPod(CriNode node, PodRequest request, Marks marks) {
    this.node = node;
    this.request = request;
    this.marks = marks;
    this.logs = node.access().podLogs().resolve(request.name());
    this.cgroup = node.cgroup(request.name());
    this.log = new CriLog(logs.resolve(PodManifest.LOG_FILE));
  }

  @Override
  public PodRequest request() {
    return request;
  }

  @Override
  public Marks marks() {
    return marks;
  }

  @Override
  public List<LogLine> output() throws PodFailure {
    try {
      List<CriLog.Line> lines = log.read();
      long now = node.clock().nanoTime();
      return lines.stream()
          .map(line -> new LogLine(line.wallNanos(), now, line.stream(), line.text()))
          .toList();
    } catch (IOException e) {
      throw PodFailure.of("reading its log", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void awaitOutput() throws InterruptedException {
    node.clock().sleep(LOG_POLL_NANOS);
  }

  /** Runs the three calls of CRI, each with its mark. */
  @Override
  public void start() throws PodFailure, InterruptedException {
    prepare();
    PodSandboxConfig config = PodManifest.sandbox(request, logs, cgroup.path());
    marks.add(Phase.REQUESTED, node.clock().nanoTime());
    sandbox =
        call(
            "RunPodSandbox",
            () ->
                node.endpoint()
                    .runtime(request.limit())
                    .runPodSandbox(
                        RunPodSandboxRequest.newBuilder()
                            .setConfig(config)
                            .setRuntimeHandler(request.runtime().handler())
                            .build())
                    .getPodSandboxId());
    marks.add(Phase.SANDBOX_CREATED, node.clock().nanoTime());
    container =
        call(
            "CreateContainer",
            () ->
                node.endpoint()
                    .runtime(request.limit())
                    .createContainer(
                        CreateContainerRequest.newBuilder()
                            .setPodSandboxId(sandbox)
                            .setConfig(PodManifest.container(request))
                            .setSandboxConfig(config)
                            .build())
                    .getContainerId());
    marks.add(Phase.CONTAINER_CREATED, node.clock().nanoTime());
    call(
        "StartContainer",
        () ->
            node.endpoint()
                .runtime(request.limit())
                .startContainer(
                    StartContainerRequest.newBuilder().setContainerId(container).build()));
    marks.add(Phase.START_ANSWERED, node.clock().nanoTime());
    if (!node.knowsHostAddress()) {
      node.learnHostAddress(address());
    }
  }

  /** What no runtime does for us, outside the measured time. */
  @Override
  public void prepare() throws PodFailure {
    if (prepared) {
      return;
    }
    prepared = true;
    try {
      Files.createDirectories(logs);
      cgroup.create(request.shape().cpu(), podMemoryLimit());
    } catch (IOException e) {
      throw PodFailure.of("preparing the pod's log folder and cgroup", String.valueOf(e));
    }
  }

  /**
   * As the kubelet sets it, without an overhead that nobody declared. A virtual machine needs one
   * to start at all: there the guest's size is the limit.
   */
  private OptionalLong podMemoryLimit() {
    boolean machine =
        node.handlers()
            .claim(request.runtime().handler())
            .sandbox()
            .equals(Optional.of(SandboxKind.VM));
    return machine ? OptionalLong.empty() : OptionalLong.of(request.shape().memory());
  }

  private static <T> T call(String name, Supplier<T> call) throws PodFailure, InterruptedException {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      // gRPC gives up an interrupted call with an error of its own; the pod has not failed.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
        throw PodFailure.late(name);
      }
      throw PodFailure.of(name, CriErrors.say(e));
    }
  }

  @Override
  public Sandbox sandbox() {
    return new Sandbox(
        request.name(), sandbox, container.isEmpty() ? List.of() : List.of(container));
  }

  /** Not known to be so where the runtime chose the cgroup. */
  @Override
  public boolean limits(String path) {
    return cgroup.holds(path);
  }

  @Override
  public boolean knowsItsCgroup() {
    return !cgroup.path().isEmpty();
  }

  /** From this machine, which is the node, from when the container may run. */
  @Override
  public PortWatch watch(Ready.Asked wanted) {
    return new LocalPortWatch(
        node.clock(), () -> container.isEmpty() ? Optional.empty() : knownAddress(), wanted);
  }

  private Optional<String> knownAddress() {
    try {
      return Optional.of(askAddress()).filter(address -> !address.isEmpty());
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  /** Empty when it has none. */
  @Override
  public String address() throws PodFailure, InterruptedException {
    return call("PodSandboxStatus", this::askAddress);
  }

  private String askAddress() {
    return node.endpoint()
        .runtime()
        .podSandboxStatus(PodSandboxStatusRequest.newBuilder().setPodSandboxId(sandbox).build())
        .getStatus()
        .getNetwork()
        .getIp();
  }

  @Override
  public List<Reading> stats(int level) {
    try {
      PodSandboxStats stats =
          node.endpoint()
              .runtime()
              .podSandboxStats(PodSandboxStatsRequest.newBuilder().setPodSandboxId(sandbox).build())
              .getStats();
      MemoryUsage memory = stats.getLinux().getMemory();
      return memory.hasUsageBytes()
          ? List.of(
              new Reading.RuntimeStats(
                  request.name(),
                  level,
                  memory.getUsageBytes().getValue(),
                  memory.getWorkingSetBytes().getValue()))
          : List.of();
    } catch (StatusRuntimeException e) {
      return List.of();
    }
  }

  @Override
  public Optional<Reading> cpuLimit() {
    return cgroup.cpuLimit(request.name()).map(Reading.class::cast);
  }

  @Override
  public Optional<String> ended() throws PodFailure, InterruptedException {
    return exit().map(Exit::words);
  }

  @Override
  public Optional<Exit> exit() throws PodFailure, InterruptedException {
    ContainerStatus status =
        call(
            "ContainerStatus",
            () ->
                node.endpoint()
                    .runtime()
                    .containerStatus(
                        ContainerStatusRequest.newBuilder().setContainerId(container).build())
                    .getStatus());
    if (status.getState() != ContainerState.CONTAINER_EXITED) {
      return Optional.empty();
    }
    log.writerEnded();
    String words =
        "the container ended with exit code "
            + status.getExitCode()
            + " ("
            + status.getReason()
            + ") "
            + status.getMessage();
    return Optional.of(new Exit(status.getExitCode(), words));
  }

  /** The runtime tells the end of a container only after its log was written. */
  @Override
  public boolean drained() {
    return log.drained();
  }

  /** Asked from here: this machine is the node, and reaches its pods. */
  @Override
  public boolean listens() throws PodFailure, InterruptedException {
    String address = address();
    return !address.isEmpty()
        && PortLook.answers(address, new Ready.Tcp(request.port().orElseThrow()));
  }

  /**
   * Fails when a container that was started has no log here: its node keeps logs elsewhere, and
   * what the payload says would never arrive.
   */
  @Override
  public void requireOutput() throws PodFailure {
    if (!log.file().toFile().exists()) {
      throw PodFailure.of(
          "reading its log",
          log.file() + " is not there; does the runtime see the same folders as this process?");
    }
  }

  /** When containerd made and started the container's task, if it said so by the end. */
  private void addEventMarks() {
    node.events()
        .wallNanos(ContainerdEvents.CREATED, container)
        .ifPresent(wall -> marks.addWall(Phase.TASK_CREATED, Marks.EVENT, wall));
    node.events()
        .wallNanos(ContainerdEvents.STARTED, container)
        .ifPresent(wall -> marks.addWall(Phase.TASK_STARTED, Marks.EVENT, wall));
  }

  /** Stops and removes it, and waits until its processes and cgroups are gone. */
  @Override
  public void remove() {
    // Before the stop: taking the network down takes the stamps away.
    node.network().stamps(UnaryOperator.identity(), sandbox).addTo(marks);
    marks.add(Phase.STOP_REQUESTED, node.clock().nanoTime());
    PodRemoval.Released released =
        new PodRemoval(node, request.name()).remove(sandbox, container, cgroup, logs);
    marks.add(Phase.GONE, released.nanos(), released.lateNanos());
    addEventMarks();
    node.events().forget(container);
    node.events().forget(sandbox);
  }
}
