package dev.tare.result;

/** The moments of a pod; where nothing else is said, each is caused by those before it. */
public enum Phase {
  /** When a schedule that was fixed beforehand wanted it asked for. */
  INTENDED,
  REQUESTED,
  /** The API server answered the create call. */
  ACKNOWLEDGED,
  /**
   * The watch showed a node for the pod. Concurrent with {@link #ACKNOWLEDGED}: it may come before
   * the answer does.
   */
  SCHEDULED,
  /** The kubelet called the runtime for the sandbox; through CRI that is {@link #REQUESTED}. */
  SANDBOX_BEGUN,
  /** The first CNI plugin of the sandbox's network was called. */
  NETWORK_BEGUN,
  /** The last one was: all before it are done. */
  NETWORK_READY,
  SANDBOX_CREATED,
  /** The kubelet called the runtime for the container; through CRI {@link #SANDBOX_CREATED}. */
  CONTAINER_BEGUN,
  CONTAINER_CREATED,
  /** The runtime made the container's task (the OCI {@code create}); inside the start call. */
  TASK_CREATED,
  /** The runtime started the container's task (the OCI {@code start}); inside the start call. */
  TASK_STARTED,
  /** Concurrent with {@link #FIRST_OUTPUT} and {@link #CALLED_HOME}: their difference is signed. */
  START_ANSWERED,
  /** The stamp that the node gave to the container's first line. */
  FIRST_OUTPUT,
  /**
   * The container's first line reached the harness, wherever nobody reads the node's own stamp.
   * Concurrent with {@link #CALLED_HOME}.
   */
  OUTPUT_RECEIVED,
  CALLED_HOME,
  /**
   * A port of the pod accepted a connection for the first time. As are the next three, it is
   * concurrent with {@link #START_ANSWERED} and {@link #FIRST_OUTPUT}.
   */
  TCP_ACCEPTED,
  /** A port of the pod answered a request as it was wanted, for the first time. */
  HTTP_ANSWERED,
  /** The stamp that the node gave to the first line with a certain pattern. */
  LINE_LOGGED,
  /** That line reached the harness, wherever nobody reads the node's own stamp. */
  LINE_RECEIVED,
  /**
   * The API server's watch showed all containers of the pod started. The kubelet reports it on its
   * own time, so that it may come after {@link #CALLED_HOME} or before.
   */
  CONTAINERS_STARTED,
  /** The watch showed the pod ready; concurrent with {@link #CALLED_HOME}, too. */
  READY,
  STOP_REQUESTED,
  /** The API server has no such pod any more: the kubelet said so. */
  DELETED,
  /** Nothing of it is left on its node: no process, and no cgroup with one. */
  GONE
}
