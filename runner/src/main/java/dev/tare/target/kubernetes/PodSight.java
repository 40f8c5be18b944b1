package dev.tare.target.kubernetes;

import dev.tare.result.Phase;
import dev.tare.target.pods.Marks;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pod as the watch shows it; each phase is marked when it is first seen. */
final class PodSight {
  static final String WATCH = "watch";

  /**
   * The API server has no such pod any more.
   *
   * @param nanos when that was seen, on the harness's monotonic clock
   * @param lateNanos by how much that may be late
   */
  record Gone(long nanos, long lateNanos) {}

  private final Marks marks;
  private @Nullable Pod latest;
  private boolean scheduled;
  private boolean started;
  private boolean ready;
  private @Nullable Gone gone;
  private int changes;

  PodSight(Marks marks) {
    this.marks = marks;
  }

  /**
   * Takes the pod's newest state.
   *
   * @param nanos when it arrived, on the harness's monotonic clock
   * @param lateNanos by how much that may be late: the time for which the watch was interrupted
   */
  synchronized void seen(Pod pod, long nanos, long lateNanos) {
    latest = pod;
    if (!scheduled && pod.getSpec().getNodeName() != null) {
      scheduled = true;
      marks.add(Phase.SCHEDULED, WATCH, nanos, lateNanos);
    }
    if (!started && allStarted(pod)) {
      started = true;
      marks.add(Phase.CONTAINERS_STARTED, WATCH, nanos, lateNanos);
    }
    if (!ready && isReady(pod)) {
      ready = true;
      marks.add(Phase.READY, WATCH, nanos, lateNanos);
    }
    changes++;
    notifyAll();
  }

  /** Takes its end; the first telling counts. */
  synchronized void gone(long nanos, long lateNanos) {
    if (gone == null) {
      gone = new Gone(nanos, lateNanos);
    }
    changes++;
    notifyAll();
  }

  synchronized Optional<Pod> latest() {
    return Optional.ofNullable(latest);
  }

  synchronized boolean started() {
    return started;
  }

  /** Whether it was Ready at some time. */
  synchronized boolean ready() {
    return ready;
  }

  synchronized Optional<Gone> deletion() {
    return Optional.ofNullable(gone);
  }

  /** The one container's id without the runtime's name before it; empty before it was made. */
  synchronized Optional<String> containerId() {
    return latest()
        .flatMap(pod -> statuses(pod).stream().findFirst())
        .map(ContainerStatus::getContainerID)
        .filter(id -> !id.isEmpty())
        .map(id -> id.substring(id.indexOf("//") + 2));
  }

  /** Waits until something new is seen, or for that long. */
  synchronized void await(long millis) throws InterruptedException {
    int before = changes;
    long deadline = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (changes == before && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  /** The same, unless its containers have started. */
  synchronized void awaitStarted(long millis) throws InterruptedException {
    if (!started) {
      await(millis);
    }
  }

  static List<ContainerStatus> statuses(Pod pod) {
    PodStatus status = pod.getStatus();
    return status == null ? List.of() : status.getContainerStatuses();
  }

  /** Kubernetes' own definition of a pod that has started: each container has run. */
  private static boolean allStarted(Pod pod) {
    List<ContainerStatus> statuses = statuses(pod);
    return statuses.size() == pod.getSpec().getContainers().size()
        && statuses.stream()
            .allMatch(
                status ->
                    status.getState() != null
                        && (status.getState().getRunning() != null
                            || status.getState().getTerminated() != null));
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
  }
}
