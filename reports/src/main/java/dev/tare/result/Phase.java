package dev.tare.result;

/** The moments of a pod, in causal order except where noted. */
public enum Phase {
  REQUESTED,
  ACKNOWLEDGED,
  SCHEDULED,
  SANDBOX_CREATED,
  CONTAINER_CREATED,
  /** The runtime made the container's task (the OCI {@code create}); inside the start call. */
  TASK_CREATED,
  /** The runtime started the container's task (the OCI {@code start}); inside the start call. */
  TASK_STARTED,
  /** Concurrent with {@link #FIRST_OUTPUT} and {@link #CALLED_HOME}: their difference is signed. */
  START_ANSWERED,
  FIRST_OUTPUT,
  CALLED_HOME,
  READY,
  STOP_REQUESTED,
  GONE
}
