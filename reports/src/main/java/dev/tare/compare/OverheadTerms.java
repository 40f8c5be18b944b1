package dev.tare.compare;

import dev.tare.compare.OverheadAdvice.Enforcement;
import dev.tare.result.Receipt;
import java.util.Optional;

/** What a receipt says of a sandbox's overhead: what is declared, and who holds it to that. */
final class OverheadTerms {

  /**
   * Whether a limit presses on the sandbox.
   *
   * @param because how it is known, or why it is not
   */
  record Enforced(Enforcement enforcement, String because) {}

  private OverheadTerms() {}

  /** Bytes; empty when none are declared. */
  static Optional<Long> declared(Receipt receipt) {
    String text = receipt.terms().getOrDefault(Receipt.DECLARED_OVERHEAD, "");
    return text.matches("\\d{1,18} bytes")
        ? Optional.of(Long.parseLong(text.substring(0, text.indexOf(' '))))
        : Optional.empty();
  }

  static Enforced enforced(Optional<Receipt> receipt) {
    String cgroupOnly =
        receipt.map(taken -> taken.terms().getOrDefault("kata sandbox_cgroup_only", "")).orElse("");
    if (cgroupOnly.equals("false")) {
      return new Enforced(
          Enforcement.NOT_ENFORCED,
          "sandbox_cgroup_only = false: the sandbox stands outside of the pod's cgroup");
    }
    String inside =
        receipt.map(taken -> taken.terms().getOrDefault(Receipt.IN_POD_CGROUP, "")).orElse("");
    return switch (inside) {
      case "yes" -> new Enforced(Enforcement.ENFORCED, "the sandbox stands in the pod's cgroup");
      case "no" ->
          new Enforced(Enforcement.NOT_ENFORCED, "the sandbox stands outside of the pod's cgroup");
      default -> new Enforced(Enforcement.UNKNOWN, "nobody saw in which cgroup the sandbox stands");
    };
  }
}
