package dev.tare.run;

import dev.tare.result.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether the pods of two runtimes really got the same. A ratio between pods on unequal terms says
 * nothing about the runtimes.
 */
final class EqualTerms {
  /** What every runtime must give alike, as read from inside the pod. */
  private static final List<String> TERMS = List.of("cpus", "memory", "seccomp");

  private EqualTerms() {}

  /** The receipt with all that differs from the control's. */
  static Receipt against(Receipt control, Receipt receipt) {
    List<String> unequal = new ArrayList<>();
    for (String term : TERMS) {
      String here = value(receipt.terms(), term);
      String there = value(control.terms(), term);
      if (!Objects.equals(here, there)) {
        unequal.add(term + " is " + here + ", with " + control.runtime() + " " + there);
      }
    }
    return new Receipt(
        receipt.runtime(),
        receipt.handler(),
        receipt.sandbox(),
        receipt.kernel(),
        receipt.terms(),
        receipt.versions(),
        unequal,
        receipt.refused());
  }

  private static String value(Map<String, String> terms, String term) {
    return terms.getOrDefault(term, "unknown");
  }
}
