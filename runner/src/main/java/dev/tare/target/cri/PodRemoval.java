package dev.tare.target.cri;

import dev.tare.target.TargetException;
import dev.tare.target.cri.api.ListPodSandboxRequest;
import dev.tare.target.cri.api.PodSandbox;
import dev.tare.target.cri.api.PodSandboxFilter;
import dev.tare.target.cri.api.RemovePodSandboxRequest;
import dev.tare.target.cri.api.StopPodSandboxRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes a pod away with all that it left, even while the run is being interrupted. */
final class PodRemoval {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration RETRY = Duration.ofMillis(100);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final CriNode node;
  private final String pod;
  private boolean interrupted;

  PodRemoval(CriNode node, String pod) {
    this.node = node;
    this.pod = pod;
  }

  /**
   * Nothing of it is left.
   *
   * @param nanos when that was seen, on the harness's monotonic clock
   * @param lateNanos by how much that may be late: since the last look that found something, or the
   *     runtime's last answer
   */
  record Released(long nanos, long lateNanos) {}

  /**
   * @param sandbox its id; empty when the runtime did not live to tell it
   * @param container its container's id, or empty
   */
  Released remove(String sandbox, String container, PodCgroup cgroup, Path logs) {
    // The calls fail on an interrupted thread; the interrupt is kept for afterwards.
    interrupted = Thread.interrupted();
    try {
      Set<String> ids = new HashSet<>(sandbox.isEmpty() ? removeHalfMade(cgroup) : Set.of(sandbox));
      if (!sandbox.isEmpty()) {
        stopAndRemove(sandbox);
        ids.add(container);
      }
      ids.remove("");
      Released released = awaitReleased(cgroup, ids);
      deleteLogs(logs);
      return released;
    } catch (IOException e) {
      throw new TargetException("the pod " + pod + " left something behind: " + e.getMessage(), "");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * A call that was given up goes on in the runtime for a while, and the sandbox may still come
   * into being: removes what is listed, until nothing has stirred for some time.
   */
  private Set<String> removeHalfMade(PodCgroup cgroup) throws IOException {
    Set<String> removed = new HashSet<>();
    long deadline = node.clock().nanoTime() + PATIENCE.toNanos();
    long quietSince = node.clock().nanoTime();
    while (node.clock().nanoTime() - quietSince < QUIET.toNanos()) {
      List<String> listed = sandboxesOfPod();
      listed.forEach(this::stopAndRemove);
      removed.addAll(listed);
      if (!listed.isEmpty() || cgroup.inUse()) {
        quietSince = node.clock().nanoTime();
      }
      if (node.clock().nanoTime() > deadline) {
        throw new IOException("the runtime goes on making it after " + PATIENCE.toSeconds() + " s");
      }
      pause(RETRY);
    }
    return removed;
  }

  private List<String> sandboxesOfPod() {
    return node
        .endpoint()
        .runtime()
        .listPodSandbox(
            ListPodSandboxRequest.newBuilder()
                .setFilter(
                    PodSandboxFilter.newBuilder().putLabelSelector(PodManifest.POD_LABEL, pod))
                .build())
        .getItemsList()
        .stream()
        .map(PodSandbox::getId)
        .toList();
  }

  /**
   * A container that ends while it is being stopped makes containerd answer with an error once; the
   * kubelet asks again, and so does this.
   */
  private void stopAndRemove(String id) {
    long deadline = node.clock().nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        tryStopAndRemove(id);
        return;
      } catch (StatusRuntimeException e) {
        if (node.clock().nanoTime() > deadline) {
          throw new TargetException(
              "the pod " + pod + " cannot be removed (" + CriErrors.say(e) + ")",
              "its sandbox is " + id + "; remove it by hand, or restart the node");
        }
        pause(RETRY);
      }
    }
  }

  private void tryStopAndRemove(String id) {
    node.endpoint()
        .runtime(PATIENCE)
        .stopPodSandbox(StopPodSandboxRequest.newBuilder().setPodSandboxId(id).build());
    node.endpoint()
        .runtime(PATIENCE)
        .removePodSandbox(RemovePodSandboxRequest.newBuilder().setPodSandboxId(id).build());
  }

  /** Waits; who asks again to hurry while we clean up is not heard. */
  private void pause(Duration time) {
    try {
      node.clock().sleep(time.toNanos());
    } catch (InterruptedException e) {
      // Go on cleaning up; it is told afterwards.
      interrupted = true;
    }
  }

  /** The calls answer before the last process has died: the next pod must not share its memory. */
  private Released awaitReleased(PodCgroup cgroup, Set<String> ids) throws IOException {
    long deadline = node.clock().nanoTime() + PATIENCE.toNanos();
    long there = node.clock().nanoTime();
    long looked = there;
    while (cgroup.inUse() || served(ids) || !cgroup.remove()) {
      if (node.clock().nanoTime() > deadline) {
        throw new IOException("processes of it still run after " + PATIENCE.toSeconds() + " s");
      }
      there = looked;
      pause(POLL);
      looked = node.clock().nanoTime();
    }
    long now = node.clock().nanoTime();
    return new Released(now, now - there);
  }

  /** Whether a process still carries one of the ids: shims live outside the pod's cgroup. */
  private static boolean served(Set<String> ids) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .anyMatch(line -> ids.stream().anyMatch(line::contains));
  }

  private static void deleteLogs(Path logs) throws IOException {
    try (Stream<Path> files = Files.walk(logs)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Nothing was logged.
    }
  }
}
