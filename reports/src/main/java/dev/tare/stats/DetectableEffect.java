package dev.tare.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** The smallest shift that paired rounds would show. */
public final class DetectableEffect {

  /** The signed-rank test's efficiency beside the t-test for normal differences: 3 / pi. */
  private static final double EFFICIENCY = 3 / Math.PI;

  private static final double POWER = 0.80;

  private DetectableEffect() {}

  /**
   * The shift that a two-sided test at {@code 1 - level} finds with probability 0.8: {@code
   * (t[level + (1 - level) / 2, R - 1] + t[0.8, R - 1]) s / sqrt(0.955 R)}, with {@code s} the
   * standard deviation of the {@code R} differences. The usual t approximation, the rounds
   * diminished by Pitman's efficiency 3 / pi of the signed-rank test: Lehmann, "Nonparametrics"
   * (2006), section 4.3.
   *
   * @param differences at least two
   */
  public static double of(double[] differences, double level) {
    int rounds = differences.length;
    if (rounds < 2) {
      throw new IllegalArgumentException("%d differences have no spread".formatted(rounds));
    }
    TDistribution t = TDistribution.of(rounds - 1);
    double quantiles =
        t.inverseCumulativeProbability((1 + level) / 2) + t.inverseCumulativeProbability(POWER);
    return quantiles * standardDeviation(differences) / Math.sqrt(EFFICIENCY * rounds);
  }

  private static double standardDeviation(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
