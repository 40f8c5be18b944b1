package dev.tare.stats;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Quantiles of observations. An observation that is only known to lie beyond a limit is given as
 * positive infinity: it counts, and a quantile that it reaches is infinite.
 */
public final class Quantiles {

  private Quantiles() {}

  /** The quantile at one half. */
  public static double median(double[] values) {
    return of(values, 0.5);
  }

  /**
   * The quantile at {@code p}: linear between order statistics, the value at {@code (n - 1) p}
   * counted from 0. Definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages",
   * The American Statistician 50 (1996); the default of R and NumPy.
   */
  public static double of(double[] values, double p) {
    double[] sorted = sorted(values);
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no values, so no quantile");
    }
    double position = (sorted.length - 1) * p;
    int below = (int) Math.floor(position);
    double fraction = position - below;
    // 0 × infinity is no number, and interpolating towards infinity is infinite at once.
    return fraction == 0
        ? sorted[below]
        : sorted[below] + fraction * difference(sorted[below], sorted[below + 1]);
  }

  /**
   * The interval between two order statistics that covers the quantile at {@code p} whatever the
   * distribution, with at most half of {@code 1 - level} on each side; empty below {@link #needed}
   * values. Conover, "Practical Nonparametric Statistics", 3rd edition (1999), section 3.2. It
   * assumes independent observations.
   */
  public static Optional<Interval> interval(double[] values, double p, double level) {
    int n = values.length;
    if (n < needed(p, level)) {
      return Optional.empty();
    }
    double[] sorted = sorted(values);
    double tail = (1 - level) / 2;
    BinomialDistribution below = BinomialDistribution.of(n, p);
    int low = 1;
    while (below.cumulativeProbability(low) <= tail) {
      low++;
    }
    int high = low;
    while (below.survivalProbability(high - 1) > tail) {
      high++;
    }
    double attained = below.cumulativeProbability(high - 1) - below.cumulativeProbability(low - 1);
    return Optional.of(new Interval(sorted[low - 1], sorted[high - 1], attained));
  }

  /**
   * How many values the two-sided interval of the quantile at {@code p} needs: at 0.95, 6 for the
   * median, 36 for p90, 368 for p99, 3688 for p99.9.
   */
  public static int needed(double p, double level) {
    double extreme = Math.max(p, 1 - p);
    double n = Math.log((1 - level) / 2) / Math.log(extreme);
    // A hair less, so that rounding does not ask for one more where n is whole.
    return (int) Math.ceil(n - 1e-9);
  }

  private static double difference(double low, double high) {
    return low == high ? 0 : high - low;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    for (double value : sorted) {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("a value is no number");
      }
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
