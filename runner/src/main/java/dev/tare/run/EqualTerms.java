package dev.tare.run;

import dev.tare.result.Controls;
import dev.tare.result.Receipt;
import dev.tare.scenario.Pod;
import dev.tare.scenario.Seccomp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether the pods of two runtimes really got the same. A ratio between pods on unequal terms says
 * nothing about the runtimes.
 */
final class EqualTerms {
  private static final String SECCOMP = "seccomp";

  private EqualTerms() {}

  /** The receipt with all that differs from the control's, of what the pod did not ask for. */
  static Receipt against(Receipt control, Receipt receipt, Pod pod) {
    List<String> unequal = new ArrayList<>();
    for (String term : Receipt.EQUAL_TERMS) {
      if (term.equals(SECCOMP) && pod.seccomp() == Seccomp.RUNTIME_DEFAULT) {
        // Who asks for the runtime's own filter gets what each runtime makes of it.
        continue;
      }
      String here = value(receipt.terms(), term);
      String there = value(control.terms(), term);
      if (!Objects.equals(here, there)) {
        unequal.add(
            term + " is " + here + ", with " + control.runtime() + " " + there + remedy(term));
      }
    }
    return receipt.withUnequal(unequal);
  }

  private static String remedy(String term) {
    return term.equals(Controls.SNAPSHOTTER)
        ? ", and no plain container on that snapshotter is among the runtimes"
        : "";
  }

  private static String value(Map<String, String> terms, String term) {
    return terms.getOrDefault(term, "unknown");
  }
}
