package dev.tare.target.pods;

import dev.tare.scenario.Expectation;
import dev.tare.scenario.SandboxKind;
import java.util.Optional;
import java.util.Set;

/**
 * What a handler claims to be by its name and type, unless the user says it; receipts verify it.
 */
public final class HandlerClaim {
  private static final Set<String> PLAIN = Set.of("runc", "crun", "youki");

  private HandlerClaim() {}

  /**
   * The claim.
   *
   * @param type containerd's runtime type, for example {@code io.containerd.runsc.v1}; empty when
   *     nobody tells it, as in a cluster
   */
  public static Expectation of(String handler, String type) {
    Optional<SandboxKind> kind = Optional.empty();
    if (type.startsWith("io.containerd.runc.") || (type.isEmpty() && PLAIN.contains(handler))) {
      kind = Optional.of(SandboxKind.HOST);
    } else if (type.contains("runsc") || handler.startsWith("gvisor") || handler.equals("runsc")) {
      kind = Optional.of(SandboxKind.USERSPACE_KERNEL);
    } else if (type.contains("kata") || handler.startsWith("kata")) {
      kind = Optional.of(SandboxKind.VM);
    }
    return new Expectation(kind, Optional.empty());
  }
}
