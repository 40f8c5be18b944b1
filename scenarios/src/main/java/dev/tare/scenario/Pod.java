package dev.tare.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The terms that are equal for every runtime.
 *
 * @param cpu CPU limit in whole CPUs
 * @param memory memory limit in bytes
 * @param cpuRequest CPU request in thousandths of a CPU; equals the limit unless the file sets it
 * @param seccomp the filter that it asks for
 * @param overlay a partial Pod manifest (labels, annotations, pull secrets) laid over the pod
 */
public record Pod(
    int cpu, long memory, int cpuRequest, Seccomp seccomp, Map<String, Object> overlay) {
  public Pod {
    overlay = Collections.unmodifiableMap(new LinkedHashMap<>(overlay));
  }
}
