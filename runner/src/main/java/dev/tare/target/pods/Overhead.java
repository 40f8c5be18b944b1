package dev.tare.target.pods;

/**
 * What a RuntimeClass declares as the cost of its sandbox: the pod's cgroup gets it on top of what
 * its containers may use.
 *
 * @param cpuMillis thousandths of a CPU
 * @param memory bytes
 */
public record Overhead(long cpuMillis, long memory) {
  public static final Overhead NONE = new Overhead(0, 0);
}
