package dev.tare.result;

/**
 * A moment in the life of a pod.
 *
 * @param phase what happened
 * @param observer who saw it: {@code harness}, {@code cri-log}, {@code containerd-event}, {@code
 *     cni}, {@code kubelet}, or {@code watch}, whose marks are stamped when the harness receives
 *     the event
 * @param nanos nanoseconds since the trial began, on the harness's monotonic clock
 * @param errorNanos bound of the error of {@code nanos}, in nanoseconds
 */
public record Mark(Phase phase, String observer, long nanos, long errorNanos) {
  /** The observer of the calls that a node's kubelet exports spans of. */
  public static final String KUBELET = "kubelet";
}
