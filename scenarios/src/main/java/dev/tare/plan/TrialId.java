package dev.tare.plan;

import java.util.Locale;

/** Names trials so that the name is a file's, a pod's and unambiguous. */
final class TrialId {

  private TrialId() {}

  /**
   * Dots part the pieces, since neither workloads nor runtimes of a scenario have any; whatever
   * else a handler's own name may hold is written as {@code _} and its code.
   */
  static String of(int round, String workload, String runtime) {
    String pieces = workload.replace("]", "").replace('[', '.').replace(',', '.').replace('=', '-');
    return "r%02d.%s.%s"
        .formatted(round, safe(pieces.toLowerCase(Locale.ROOT), "."), safeRuntime(runtime));
  }

  private static String safeRuntime(String runtime) {
    int hash = runtime.indexOf('#');
    return hash < 0
        ? safe(runtime, "")
        : safe(runtime.substring(0, hash), "") + "." + safe(runtime.substring(hash + 1), "");
  }

  private static String safe(String name, String alsoAllowed) {
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '-');
              if (plain || alsoAllowed.indexOf(c) >= 0) {
                safe.appendCodePoint(c);
              } else {
                safe.append('_').append(Integer.toHexString(c));
              }
            });
    return safe.toString();
  }
}
