package dev.tare.target.cri;

import dev.tare.observe.Sandbox;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.scenario.SandboxKind;
import dev.tare.target.cri.api.ContainerState;
import dev.tare.target.cri.api.ContainerStatus;
import dev.tare.target.cri.api.ContainerStatusRequest;
import dev.tare.target.cri.api.CreateContainerRequest;
import dev.tare.target.cri.api.ExecSyncRequest;
import dev.tare.target.cri.api.ExecSyncResponse;
import dev.tare.target.cri.api.MemoryUsage;
import dev.tare.target.cri.api.PodSandboxConfig;
import dev.tare.target.cri.api.PodSandboxStats;
import dev.tare.target.cri.api.PodSandboxStatsRequest;
import dev.tare.target.cri.api.PodSandboxStatusRequest;
import dev.tare.target.cri.api.RunPodSandboxRequest;
import dev.tare.target.cri.api.StartContainerRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** One pod with one container, from the request to its end. */
final class CriPod {
  private final CriNode node;
  private final PodRequest request;
  private final Marks marks;
  private final Path logs;
  private final PodCgroup cgroup;
  private final CriLog log;
  private String sandbox = "";
  private String container = "";

  CriPod(CriNode node, PodRequest request, Marks marks) {
    this.node = node;
    this.request = request;
    this.marks = marks;
    this.logs = node.access().podLogs().resolve(request.name());
    this.cgroup = node.cgroup(request.name());
    this.log = new CriLog(logs.resolve(PodManifest.LOG_FILE));
  }

  String name() {
    return request.name();
  }

  Marks marks() {
    return marks;
  }

  CriLog log() {
    return log;
  }

  PodRequest request() {
    return request;
  }

  /** Runs the three calls of CRI, each with its mark. */
  void start() throws PodFailure, InterruptedException {
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
  }

  /** What no runtime does for us, outside the measured time. */
  private void prepare() throws PodFailure {
    try {
      Files.createDirectories(logs);
      cgroup.create(request.shape().cpu(), podMemoryLimit());
    } catch (IOException e) {
      throw PodFailure.of("preparing the pod's log folder and cgroup", String.valueOf(e));
    }
  }

  /**
   * As the kubelet sets it, without an overhead that nobody declared. A virtual machine needs one to
   * start at all: there the guest's size is the limit.
   */
  private OptionalLong podMemoryLimit() {
    boolean machine =
        node.handlers().claim(request.runtime().handler()).sandbox().equals(
            Optional.of(SandboxKind.VM));
    return machine ? OptionalLong.empty() : OptionalLong.of(request.shape().memory());
  }

  private static <T> T call(String name, Supplier<T> call)
      throws PodFailure, InterruptedException {
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

  Sandbox sandbox() {
    return new Sandbox(
        request.name(), sandbox, container.isEmpty() ? List.of() : List.of(container));
  }

  /** The pod's cgroup on the node; empty where the runtime chose it. */
  String cgroup() {
    return cgroup.path();
  }

  /** The pod's address, empty when it has none. */
  String address() throws PodFailure, InterruptedException {
    return call(
        "PodSandboxStatus",
        () ->
            node.endpoint()
                .runtime()
                .podSandboxStatus(
                    PodSandboxStatusRequest.newBuilder().setPodSandboxId(sandbox).build())
                .getStatus()
                .getNetwork()
                .getIp());
  }

  /** Runs a command inside; fails when it does. */
  String exec(List<String> command) throws PodFailure, InterruptedException {
    ExecSyncResponse answer =
        call(
            "ExecSync",
            () ->
                node.endpoint()
                    .runtime(request.limit())
                    .execSync(
                        ExecSyncRequest.newBuilder()
                            .setContainerId(container)
                            .addAllCmd(command)
                            .setTimeout(request.limit().toSeconds())
                            .build()));
    if (answer.getExitCode() != 0) {
      throw PodFailure.of(
          String.join(" ", command),
          "exit code " + answer.getExitCode() + ": " + answer.getStderr().toStringUtf8());
    }
    return answer.getStdout().toStringUtf8();
  }

  /** The runtime's own figure for the sandbox's memory; empty when it gives none. */
  Optional<Reading> stats(int level) {
    try {
      PodSandboxStats stats =
          node.endpoint()
              .runtime()
              .podSandboxStats(
                  PodSandboxStatsRequest.newBuilder().setPodSandboxId(sandbox).build())
              .getStats();
      MemoryUsage memory = stats.getLinux().getMemory();
      return memory.hasUsageBytes()
          ? Optional.of(
              new Reading.RuntimeStats(
                  request.name(),
                  level,
                  memory.getUsageBytes().getValue(),
                  memory.getWorkingSetBytes().getValue()))
          : Optional.empty();
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  /** How often its CPU limit stopped it; empty when nothing tells. */
  Optional<Reading> cpuLimit() {
    return cgroup.cpuLimit(request.name()).map(Reading.class::cast);
  }

  /** Why the container is not running any more; empty while it runs. */
  Optional<String> exited() throws PodFailure, InterruptedException {
    ContainerStatus status =
        call(
            "ContainerStatus",
            () ->
                node.endpoint()
                    .runtime()
                    .containerStatus(
                        ContainerStatusRequest.newBuilder().setContainerId(container).build())
                    .getStatus());
    return status.getState() == ContainerState.CONTAINER_EXITED
        ? Optional.of(
            "the container ended with exit code "
                + status.getExitCode()
                + " ("
                + status.getReason()
                + ") "
                + status.getMessage())
        : Optional.empty();
  }

  /**
   * Fails when a container that was started has no log here: its node keeps logs elsewhere, and what
   * the payload says would never arrive.
   */
  void requireLog() throws PodFailure {
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
  void remove() {
    marks.add(Phase.STOP_REQUESTED, node.clock().nanoTime());
    new PodRemoval(node, request.name()).remove(sandbox, container, cgroup, logs);
    marks.add(Phase.GONE, node.clock().nanoTime(), PodRemoval.POLL.toNanos());
    addEventMarks();
    node.events().forget(container);
    node.events().forget(sandbox);
  }
}
