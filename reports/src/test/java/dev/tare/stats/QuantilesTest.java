package dev.tare.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantilesTest {

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void quantilesAreThoseOfRsDefault() {
    double[] values = {7, 1, 3, 2};

    // R: quantile(c(7, 1, 3, 2), c(0, .25, .5, .9, 1))
    assertThat(Quantiles.of(values, 0)).isEqualTo(1);
    assertThat(Quantiles.of(values, 0.25)).isEqualTo(1.75);
    assertThat(Quantiles.median(values)).isEqualTo(2.5);
    assertThat(Quantiles.of(values, 0.9)).isCloseTo(5.8, within(1e-12));
    assertThat(Quantiles.of(values, 1)).isEqualTo(7);
  }

  @Test
  void whatLiesBeyondALimitCounts() {
    assertThat(Quantiles.median(new double[] {1, 2, INFINITY})).isEqualTo(2);
    assertThat(Quantiles.median(new double[] {1, INFINITY, INFINITY})).isInfinite();
    assertThat(Quantiles.median(new double[] {1, 2, INFINITY, INFINITY})).isInfinite();
    assertThat(Quantiles.median(new double[] {INFINITY, INFINITY})).isInfinite();
  }

  @Test
  void noValuesOrNoNumberIsAnError() {
    assertThatThrownBy(() -> Quantiles.median(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quantiles.median(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0.5,6", "0.9,36", "0.95,72", "0.99,368", "0.999,3688", "0.1,36"})
  void anIntervalNeedsEnoughValues(double p, int needed) {
    assertThat(Quantiles.needed(p, 0.95)).isEqualTo(needed);
    assertThat(Quantiles.interval(upTo(needed - 1), p, 0.95)).isEmpty();
    assertThat(Quantiles.interval(upTo(needed), p, 0.95))
        .hasValueSatisfying(interval -> assertThat(interval.level()).isGreaterThanOrEqualTo(0.95));
  }

  @Test
  void theIntervalLiesBetweenTheOrderStatisticsOfTheTextbook() {
    // Binomial(6, 1/2): P(0) = 1/64. Binomial(20, 1/2): P(X <= 5) = 0.0207, P(X <= 6) = 0.0577.
    assertThat(Quantiles.interval(upTo(6), 0.5, 0.95))
        .hasValueSatisfying(
            interval -> {
              assertThat(interval.low()).isEqualTo(1);
              assertThat(interval.high()).isEqualTo(6);
              assertThat(interval.level()).isCloseTo(1 - 2.0 / 64, within(1e-12));
            });
    assertThat(Quantiles.interval(upTo(20), 0.5, 0.95))
        .hasValueSatisfying(
            interval -> {
              assertThat(interval.low()).isEqualTo(6);
              assertThat(interval.high()).isEqualTo(15);
              assertThat(interval.level()).isCloseTo(0.9586, within(1e-4));
            });
  }

  @Test
  void theIntervalCoversTheTrueQuantileAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(1);
    int covered = 0;
    int trials = 4000;
    double level = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] uniform = random.doubles(60).toArray();
      Interval interval = Quantiles.interval(uniform, 0.9, 0.95).orElseThrow();
      level = interval.level();
      covered += interval.contains(0.9) ? 1 : 0;
    }
    assertThat(level).isBetween(0.95, 0.99);
    assertThat((double) covered / trials).isCloseTo(level, within(0.01));
  }

  private static double[] upTo(int n) {
    return IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray();
  }
}
