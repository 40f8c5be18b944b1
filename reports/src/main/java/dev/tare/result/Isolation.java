package dev.tare.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pod can see and reach, and what holds the processes that serve it: facts as they were
 * read, from which nothing is concluded.
 *
 * @param inside what the pod says of itself, by the names of {@link Inside}; what it did not tell
 *     is absent
 * @param serving the node's processes that serve it, those that are alike once
 * @param unseen why those processes could not be looked at; empty when they were
 */
public record Isolation(Map<String, String> inside, List<Serving> serving, String unseen) {
  public Isolation {
    inside = Collections.unmodifiableMap(new LinkedHashMap<>(inside));
    serving = List.copyOf(serving);
  }

  /** Names of what is read inside a pod. */
  public static final class Inside {
    public static final String USER = "user";

    /** {@code /proc/self/uid_map}: lines of inside, outside, length; joined by {@code "; "}. */
    public static final String UID_MAP = "uid map";

    /** {@code Seccomp} of {@code /proc/self/status}: 0 none, 1 strict, 2 filter. */
    public static final String SECCOMP = "seccomp";

    public static final String SECCOMP_FILTERS = "seccomp filters";
    public static final String NO_NEW_PRIVILEGES = "no new privileges";

    /** {@code CapEff}, hexadecimal. */
    public static final String CAPABILITIES = "capabilities";

    /** {@code CapBnd}, hexadecimal: what no program in the pod can get beyond. */
    public static final String BOUNDING = "bounding capabilities";

    /** {@code /proc/self/attr/current}. */
    public static final String LSM_PROFILE = "security module's profile";

    /** Device nodes below {@code /dev}. */
    public static final String DEVICES = "devices";

    /** Names in {@code /proc/partitions}. */
    public static final String BLOCK_DEVICES = "block devices";

    public static final String KERNEL_COMMAND_LINE = "kernel command line";

    /** How many lines {@code /proc/modules} has. */
    public static final String KERNEL_MODULES = "kernel modules";

    /** The product name of the machine's firmware tables. */
    public static final String MACHINE = "machine";

    /** What process 1 calls itself. */
    public static final String FIRST_PROCESS = "process 1";

    public static final String INTERFACES = "network interfaces";

    /** Type of the root file system, and {@code rw} or {@code ro}. */
    public static final String ROOT = "root file system";

    private Inside() {}
  }

  /**
   * Processes of the node that are alike. A value that could not be read says {@code unknown: …}.
   *
   * @param program as its command line names it
   * @param processes how many
   * @param seccomp mode of all threads; where they differ {@code 2 in 3 of 4 threads, 0 in 1}
   * @param seccompFilters how many filters the first thread has
   * @param noNewPrivileges 0 or 1
   * @param user the effective user id, on the node
   * @param namespaces those that are not the ones of the node's kernel threads (where none is seen,
   *     of its first process), sorted, by spaces
   * @param capabilities {@code CapEff}, hexadecimal
   */
  public record Serving(
      Component component,
      String program,
      int processes,
      String seccomp,
      String seccompFilters,
      String noNewPrivileges,
      String user,
      String namespaces,
      String capabilities) {}
}
