package dev.tare.result;

/**
 * CPU time of a cgroup and those below it, in nanoseconds since it was made: {@code cpuacct.usage}
 * of version 1, exact, or {@code usage_usec} of version 2, to the microsecond.
 *
 * @param pod empty for the cgroup of the runtime's daemon
 * @param path below the hierarchy's root
 * @param version 1 or 2
 */
public record CpuGroup(String pod, String path, int version, long nanos) {}
