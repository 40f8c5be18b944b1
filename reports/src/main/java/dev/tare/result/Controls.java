package dev.tare.result;

import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.SandboxKind;
import java.util.List;
import java.util.Optional;

/**
 * Which plain container a runtime is compared with. An image from block devices is not one from
 * overlayfs: where a runtime uses another snapshotter than the run's control, a plain container on
 * that snapshotter is its control, when the run has one.
 */
public final class Controls {

  /** The term that names how a runtime's images are unpacked. */
  public static final String SNAPSHOTTER = "snapshotter";

  private Controls() {}

  /**
   * The control of that runtime; the run's own where no other fits better.
   *
   * @param control of the run
   * @param runtime which may be a twin
   */
  public static String of(List<Receipt> receipts, String control, String runtime) {
    Optional<Receipt> ours = named(receipts, RuntimeSpec.withoutTwin(runtime));
    Optional<Receipt> usual = named(receipts, control);
    if (ours.isEmpty() || usual.isEmpty() || plain(ours.get())) {
      return control;
    }
    String wanted = ours.get().terms().getOrDefault(SNAPSHOTTER, "");
    String has = usual.get().terms().getOrDefault(SNAPSHOTTER, "");
    if (wanted.isEmpty() || wanted.equals(has)) {
      return control;
    }
    return receipts.stream()
        .filter(Controls::plain)
        .filter(receipt -> receipt.refused().isEmpty())
        .filter(receipt -> wanted.equals(receipt.terms().get(SNAPSHOTTER)))
        .map(Receipt::runtime)
        .findFirst()
        .orElse(control);
  }

  private static boolean plain(Receipt receipt) {
    return receipt.sandbox().equals(SandboxKind.HOST.label());
  }

  private static Optional<Receipt> named(List<Receipt> receipts, String runtime) {
    return receipts.stream().filter(receipt -> receipt.runtime().equals(runtime)).findFirst();
  }
}
