package dev.tare.target.kubernetes;

import dev.tare.target.pods.LivePod;
import dev.tare.target.pods.PodFailure;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a pod will not do what it was made for, in the words of whoever stopped it. */
final class PodTrouble {
  /** A container that waits for these goes on waiting: no retry mends them within a trial. */
  private static final Set<String> FINAL =
      Set.of(
          "ErrImageNeverPull",
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError",
          "CrashLoopBackOff");

  /**
   * Of a secret or a ConfigMap that the kubelet has not heard of after a second: it tries again and
   * again, and gets it as soon as its watch has begun.
   */
  private static final Pattern LATE = Pattern.compile("failed to sync \\S+ cache: timed out");

  private PodTrouble() {}

  /** Empty while the pod may still come to its end. */
  static Optional<String> of(Pod pod) {
    for (ContainerStatus status : PodSight.statuses(pod)) {
      Optional<String> container = of(status);
      if (container.isPresent()) {
        return container;
      }
    }
    if (pod.getStatus() == null) {
      return Optional.empty();
    }
    PodStatus status = pod.getStatus();
    if ("Failed".equals(status.getPhase())) {
      return Optional.of("the pod failed" + words(status.getReason(), status.getMessage()));
    }
    return status.getConditions().stream()
        .filter(PodTrouble::unschedulable)
        .map(condition -> PodFailure.NO_PLACE + condition.getMessage())
        .findFirst()
        .or(() -> ofNode(pod, status));
  }

  /** What became of its node, as the control plane tells it when the kubelet is silent. */
  private static Optional<String> ofNode(Pod pod, PodStatus status) {
    String node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
    if (node == null) {
      return Optional.empty();
    }
    Optional<PodCondition> disruption =
        condition(status, "DisruptionTarget").filter(found -> "True".equals(found.getStatus()));
    if (disruption.isPresent()) {
      return Optional.of(
          "the cluster takes it off the node "
              + node
              + words(disruption.get().getReason(), disruption.get().getMessage()));
    }
    if ("NodeLost".equals(status.getReason()) || silent(status)) {
      return Optional.of(
          "its node " + node + " is not ready any more" + words(null, status.getMessage()));
    }
    return Optional.empty();
  }

  /**
   * The node's controller makes pods of silent nodes unready and changes nothing else: their
   * containers stay ready, and no reason is given, as a kubelet would.
   */
  private static boolean silent(PodStatus status) {
    return condition(status, "Ready")
            .filter(ready -> "False".equals(ready.getStatus()))
            .filter(ready -> ready.getReason() == null || ready.getReason().isEmpty())
            .isPresent()
        && condition(status, "ContainersReady")
            .filter(ready -> "True".equals(ready.getStatus()))
            .isPresent();
  }

  private static Optional<PodCondition> condition(PodStatus status, String type) {
    return status.getConditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  private static boolean unschedulable(PodCondition condition) {
    return "PodScheduled".equals(condition.getType())
        && "False".equals(condition.getStatus())
        && "Unschedulable".equals(condition.getReason());
  }

  /** How its one container ended; empty while it has not. */
  static Optional<LivePod.Exit> exit(Pod pod) {
    return PodSight.statuses(pod).stream().flatMap(status -> exit(status).stream()).findFirst();
  }

  private static Optional<LivePod.Exit> exit(ContainerStatus status) {
    ContainerStateTerminated ended =
        status.getState() == null ? null : status.getState().getTerminated();
    return ended == null
        ? Optional.empty()
        : Optional.of(
            new LivePod.Exit(
                ended.getExitCode(),
                "the container ended with exit code "
                    + ended.getExitCode()
                    + words(ended.getReason(), ended.getMessage())));
  }

  private static Optional<String> of(ContainerStatus status) {
    ContainerState state = status.getState();
    if (state == null) {
      return Optional.empty();
    }
    if (state.getTerminated() != null) {
      return exit(status).map(LivePod.Exit::words);
    }
    ContainerStateWaiting waiting = state.getWaiting();
    return waiting != null && FINAL.contains(waiting.getReason()) && !late(waiting)
        ? Optional.of("the node cannot start it" + words(waiting.getReason(), waiting.getMessage()))
        : Optional.empty();
  }

  private static boolean late(ContainerStateWaiting waiting) {
    return waiting.getMessage() != null && LATE.matcher(waiting.getMessage()).find();
  }

  private static String words(@Nullable String reason, @Nullable String message) {
    return (reason == null || reason.isEmpty() ? "" : " (" + reason + ")")
        + (message == null || message.isEmpty() ? "" : ": " + message);
  }
}
