package dev.tare.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The centre of paired differences: the median of their Walsh averages, which are the means of
 * every two of them and of each with itself. Hodges and Lehmann, "Estimates of Location Based on
 * Rank Tests", Annals of Mathematical Statistics 34 (1963).
 */
public final class HodgesLehmann {

  private HodgesLehmann() {}

  public static double estimate(double[] differences) {
    return Quantiles.median(walshAverages(differences));
  }

  /**
   * The interval of the centre that the exact signed-rank test does not reject: between the Walsh
   * averages number {@code c} and {@code n (n + 1) / 2 + 1 - c}. Hollander, Wolfe and Chicken,
   * "Nonparametric Statistical Methods", 3rd edition (2014), section 3.3. With ties it covers at
   * least as often as it says. Empty when so few differences cannot reach {@code level}: 5 reach
   * 0.9375, 6 reach 0.969.
   */
  public static Optional<Interval> interval(double[] differences, double level) {
    double[] mass = SignedRank.distribution(IntStream.rangeClosed(1, differences.length).toArray());
    double tail = 0;
    int count = 0;
    while (count < mass.length && tail + mass[count] <= (1 - level) / 2) {
      tail += mass[count];
      count++;
    }
    if (count == 0) {
      return Optional.empty();
    }
    double[] averages = walshAverages(differences);
    return Optional.of(
        new Interval(averages[count - 1], averages[averages.length - count], 1 - 2 * tail));
  }

  /** The fewest differences whose interval reaches that level. */
  public static int needed(double level) {
    int n = 1;
    while (2 * Math.pow(0.5, n) > 1 - level) {
      n++;
    }
    return n;
  }

  private static double[] walshAverages(double[] differences) {
    int n = differences.length;
    double[] averages = new double[n * (n + 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        averages[at++] = (differences[i] + differences[j]) / 2;
      }
    }
    Arrays.sort(averages);
    return averages;
  }
}
