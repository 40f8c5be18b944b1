package dev.tare.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A line through points that a few wild ones do not bend: the slope is the median of the slopes
 * between every two points with different x, the intercept the median of {@code y - slope x}. Sen,
 * "Estimates of the Regression Coefficient Based on Kendall's Tau", JASA 63 (1968).
 */
public record TheilSen(double slope, double intercept) {

  /** The line, or empty when fewer than two x differ. */
  public static Optional<TheilSen> fit(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("%d x for %d y".formatted(x.length, y.length));
    }
    double[] slopes = slopes(x, y);
    if (slopes.length == 0) {
      return Optional.empty();
    }
    double slope = Quantiles.median(slopes);
    double[] rests = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      rests[i] = y[i] - slope * x[i];
    }
    return Optional.of(new TheilSen(slope, Quantiles.median(rests)));
  }

  private static double[] slopes(double[] x, double[] y) {
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        if (x[i] != x[j]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    return Arrays.copyOf(slopes, count);
  }
}
