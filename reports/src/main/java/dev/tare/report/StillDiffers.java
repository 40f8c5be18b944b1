package dev.tare.report;

import dev.tare.result.Receipt;
import dev.tare.scenario.SandboxKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * In what the virtual machines of a run differ from each other, by their receipts: what was made
 * equal is not in it, and what is in it may be the reason for a difference that was measured.
 */
final class StillDiffers {
  private static final String NOT_READ = "not read";

  private StillDiffers() {}

  /** A line for each term in which two of them differ; none with fewer than two. */
  static List<String> lines(List<Receipt> receipts) {
    List<String> lines = new ArrayList<>();
    values(receipts).forEach((term, values) -> lines.add(term + ": " + said(values)));
    return lines;
  }

  /** The names of those terms. */
  static List<String> terms(List<Receipt> receipts) {
    return List.copyOf(values(receipts).keySet());
  }

  /** Term to its values, each with the runtimes that have it. */
  private static Map<String, Map<String, List<String>>> values(List<Receipt> receipts) {
    List<Receipt> machines =
        receipts.stream()
            .filter(receipt -> receipt.refused().isEmpty())
            .filter(receipt -> receipt.sandbox().equals(SandboxKind.VM.label()))
            .toList();
    Map<String, Map<String, List<String>>> differing = new TreeMap<>();
    machines.stream()
        .flatMap(machine -> machine.terms().keySet().stream())
        .forEach(term -> differing.computeIfAbsent(term, any -> values(machines, any)));
    differing.values().removeIf(values -> values.size() < 2);
    return differing;
  }

  private static Map<String, List<String>> values(List<Receipt> machines, String term) {
    Map<String, List<String>> byValue = new LinkedHashMap<>();
    for (Receipt machine : machines) {
      byValue
          .computeIfAbsent(machine.terms().getOrDefault(term, NOT_READ), any -> new ArrayList<>())
          .add(machine.runtime());
    }
    return byValue;
  }

  private static String said(Map<String, List<String>> byValue) {
    List<String> parts = new ArrayList<>();
    byValue.forEach(
        (value, runtimes) -> parts.add(value + " (" + String.join(", ", runtimes) + ")"));
    return String.join("; ", parts);
  }
}
