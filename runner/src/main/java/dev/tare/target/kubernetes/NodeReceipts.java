package dev.tare.target.kubernetes;

import dev.tare.result.Receipt;
import java.util.Map;
import java.util.Objects;

/** One runtime's receipts of several nodes. */
final class NodeReceipts {
  private NodeReceipts() {}

  /**
   * The first node's, refused where another node refuses it or gives its pods other terms.
   *
   * @param taken node to receipt, at least one, in the order of the nodes
   */
  static Receipt joined(Map<String, Receipt> taken) {
    Map.Entry<String, Receipt> first = taken.entrySet().iterator().next();
    for (Map.Entry<String, Receipt> other : taken.entrySet()) {
      String why = difference(first, other);
      if (first.getValue().refused().isEmpty() && !why.isEmpty()) {
        return first.getValue().withRefused(why);
      }
    }
    return first.getValue();
  }

  private static String difference(
      Map.Entry<String, Receipt> first, Map.Entry<String, Receipt> other) {
    if (!other.getValue().refused().isEmpty()) {
      return "on " + other.getKey() + " " + other.getValue().refused();
    }
    for (String term : Receipt.EQUAL_TERMS) {
      String here = first.getValue().terms().get(term);
      String there = other.getValue().terms().get(term);
      if (!Objects.equals(here, there)) {
        return "%s is %s on %s and %s on %s: choose nodes of one kind with --nodes"
            .formatted(term, here, first.getKey(), there, other.getKey());
      }
    }
    return "";
  }
}
