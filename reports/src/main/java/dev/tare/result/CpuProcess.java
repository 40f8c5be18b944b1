package dev.tare.result;

/**
 * CPU time of one process, in nanoseconds since it was started.
 *
 * @param started ticks since boot; with the pid it names one process for ever
 * @param pod that it serves; empty for the node's own
 * @param part the label of a {@link Component}, {@code vhost}, {@code runtime}, {@code kubelet} or
 *     {@code observer}
 * @param charged the path of that look's group that has its time already; empty when none has
 * @param nanos of all its threads: what the scheduler counted for those that live, or {@code utime}
 *     and {@code stime}, which have those that ended but whole ticks of 10 ms; the larger
 * @param childrenNanos of programs that it had run and that ended, in ticks of 10 ms
 */
public record CpuProcess(
    int pid,
    long started,
    String pod,
    String part,
    String command,
    String charged,
    long nanos,
    long childrenNanos) {

  public static final String VHOST = "vhost";
  public static final String RUNTIME = "runtime";
  public static final String KUBELET = "kubelet";
  public static final String OBSERVER = "observer";

  /** Whether both looks saw one process. */
  public boolean isSame(CpuProcess other) {
    return pid == other.pid && started == other.started;
  }
}
