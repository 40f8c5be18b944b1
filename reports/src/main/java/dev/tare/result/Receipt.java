package dev.tare.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that a runtime is what it claims, and on which terms its pods run, read from inside
 * a pod before anything is measured.
 *
 * @param sandbox {@code host}, {@code userspace-kernel} or {@code vm}
 * @param kernel what the pod says its kernel is
 * @param terms what the pod really got: {@code cpus}, {@code quota}, {@code memory}, {@code
 *     seccomp}; the values as read
 * @param versions of the runtime, its shim, hypervisor and agent, where they can be read
 * @param unequal how the terms differ from the control's; a ratio is void then
 * @param refused why the runtime may not be measured; empty when it may
 * @param isolation what its pod sees and reaches; null where no pod stood, and in runs that were
 *     stored before it was read
 */
public record Receipt(
    String runtime,
    String handler,
    String sandbox,
    String kernel,
    Map<String, String> terms,
    Map<String, String> versions,
    List<String> unequal,
    String refused,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Isolation isolation) {
  /** The term that holds the memory of the class's {@code overhead.podFixed}: {@code N bytes}. */
  public static final String DECLARED_OVERHEAD = "declared overhead";

  /** The term that tells whether all that computes for the pod is in its cgroup: yes or no. */
  public static final String IN_POD_CGROUP = "sandbox in the pod's cgroup";

  /** The terms that have to be alike wherever pods are compared. */
  public static final List<String> EQUAL_TERMS =
      List.of("cpus", "memory", "seccomp", Controls.SNAPSHOTTER);

  public Receipt {
    terms = Map.copyOf(terms);
    versions = Map.copyOf(versions);
    unequal = List.copyOf(unequal);
  }

  /** One without evidence of isolation. */
  public Receipt(
      String runtime,
      String handler,
      String sandbox,
      String kernel,
      Map<String, String> terms,
      Map<String, String> versions,
      List<String> unequal,
      String refused) {
    this(runtime, handler, sandbox, kernel, terms, versions, unequal, refused, null);
  }

  /** The same, whose terms differ from the control's in that. */
  public Receipt withUnequal(List<String> differences) {
    return new Receipt(
        runtime, handler, sandbox, kernel, terms, versions, differences, refused, isolation);
  }

  /** The same, of a runtime that may not be measured. */
  public Receipt withRefused(String why) {
    return new Receipt(runtime, handler, sandbox, kernel, terms, versions, unequal, why, isolation);
  }
}
