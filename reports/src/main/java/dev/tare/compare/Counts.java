package dev.tare.compare;

import java.util.List;

/**
 * How pods ended.
 *
 * @param causes of failures, the most frequent first
 */
public record Counts(int completed, int censored, int failed, List<Cause> causes) {
  public Counts {
    causes = List.copyOf(causes);
  }

  public int total() {
    return completed + censored + failed;
  }

  /** A reason and how many pods it struck. */
  public record Cause(String cause, int pods) {}
}
