package dev.tare.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What to declare as {@code overhead.podFixed} of one runtime, from the peaks that were measured.
 * Sizes are in bytes.
 *
 * @param runtimeClass its class in a cluster; on a single node the handler's name
 * @param largest each round's largest peak over all loads and limits: the median of rounds with its
 *     interval, or why there is none
 * @param margin what is added for all that these loads do not do
 * @param memory what to declare, a whole number of MiB; empty when nothing was seen
 * @param declared what the class declares now; empty when none
 * @param enforcement whether the kernel holds the sandbox to it
 * @param enforcedBecause how that is known, or why it is not
 * @param oomKills processes killed for want of memory in all its trials
 * @param loads each load at each limit
 * @param notes what to know before using it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OverheadAdvice(
    String runtime,
    String runtimeClass,
    Figure largest,
    long margin,
    Optional<Long> memory,
    Optional<Long> declared,
    Verdict verdict,
    Enforcement enforcement,
    String enforcedBecause,
    long oomKills,
    List<LoadFigures> loads,
    List<String> notes) {

  public OverheadAdvice {
    loads = List.copyOf(loads);
    notes = List.copyOf(notes);
  }

  /**
   * One load at one limit.
   *
   * @param workload the case's name
   * @param load for example {@code cache}
   * @param peak most that was seen beyond the workload, median of rounds
   * @param stays what was there afterwards, median of rounds
   */
  public record LoadFigures(String workload, String load, Figure peak, Figure stays) {}

  /** The declared value beside what was measured. */
  public enum Verdict {
    /** At least the upper end, and at most twice what is advised. */
    ENOUGH,
    /** Below the upper end of what was seen. */
    TOO_SMALL,
    /** More than twice what is advised. */
    GENEROUS,
    NONE_DECLARED,
    CANNOT_SAY
  }

  /** Whether the pod's cgroup, whose limit holds the overhead, holds the sandbox. */
  public enum Enforcement {
    ENFORCED,
    NOT_ENFORCED,
    UNKNOWN
  }
}
