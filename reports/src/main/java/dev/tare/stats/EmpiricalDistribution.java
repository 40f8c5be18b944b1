package dev.tare.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The empirical distribution function, as the steps of a curve. */
public final class EmpiricalDistribution {

  private EmpiricalDistribution() {}

  /**
   * From {@code value} on, this share of all lies at or below it.
   *
   * @param share above 0, at most 1
   */
  public record Step(double value, double share) {}

  /**
   * One step for each different value.
   *
   * @param total of all observations, those included that have no value because they lie beyond
   *     what was observed: the curve then ends below 1
   */
  public static List<Step> of(double[] values, int total) {
    if (total < values.length) {
      throw new IllegalArgumentException("%d values of only %d".formatted(values.length, total));
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      boolean lastOfItsValue = i + 1 == sorted.length || sorted[i + 1] != sorted[i];
      if (lastOfItsValue) {
        steps.add(new Step(sorted[i], (i + 1.0) / total));
      }
    }
    return steps;
  }
}
