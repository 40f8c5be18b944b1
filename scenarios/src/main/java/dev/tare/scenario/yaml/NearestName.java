package dev.tare.scenario.yaml;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearestName {

  /** Longer names are compared by their beginning: a key of 100 kB must not cost seconds. */
  private static final int COMPARED = 80;

  private NearestName() {}

  /**
   * The candidate with the smallest edit distance to the name, when that is at most a third of the
   * name's length (one letter at least); otherwise a candidate that begins or ends with the name.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    int allowed = Math.max(1, Math.min(name.length(), COMPARED) / 3);
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= allowed)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .or(
            () ->
                candidates.stream().filter(candidate -> abbreviates(name, candidate)).findFirst());
  }

  /** {@code did you mean "x"?}, or the valid names when none is near. */
  public static String advice(String name, Collection<String> candidates) {
    return of(name, candidates)
        .map(nearest -> "did you mean \"" + nearest + "\"?")
        .orElseGet(() -> candidates.isEmpty() ? "" : "valid: " + String.join(", ", candidates));
  }

  private static boolean abbreviates(String name, String candidate) {
    return name.length() > 1 && (candidate.startsWith(name) || candidate.endsWith(name));
  }

  /** Letters inserted, removed, replaced or swapped with their neighbour; case does not count. */
  static int distance(String from, String to) {
    String a = comparable(from);
    String b = comparable(to);
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    Arrays.setAll(last, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }

  private static String comparable(String name) {
    return name.substring(0, Math.min(name.length(), COMPARED)).toLowerCase(Locale.ROOT);
  }
}
