package dev.tare.report;

import dev.tare.compare.OverheadAdvice;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The advised value as a patch of its RuntimeClass. Of an existing class the overhead may be
 * changed; pods that run keep what they were admitted with. A CPU value stays as it is.
 *
 * @param mebibytes of memory
 */
public record PodFixedPatch(String runtimeClass, long mebibytes) {

  /** What Kubernetes takes as a name; a CRI handler may have another, and then has no class. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  /** Empty when nothing is advised, or the runtime can have no class of that name. */
  public static Optional<PodFixedPatch> of(OverheadAdvice advice) {
    return NAME.matcher(advice.runtimeClass()).matches()
        ? advice.memory().map(bytes -> new PodFixedPatch(advice.runtimeClass(), bytes >> 20))
        : Optional.empty();
  }

  /** The file's text. */
  public String yaml() {
    return """
    apiVersion: node.k8s.io/v1
    kind: RuntimeClass
    metadata:
      name: %s
    overhead:
      podFixed:
        memory: %dMi
    """
        .formatted(runtimeClass, mebibytes);
  }

  /** What applies it. */
  public String command(String file) {
    return "kubectl patch runtimeclass %s --patch-file %s".formatted(runtimeClass, file);
  }
}
