package dev.tare.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HodgesLehmannTest {

  @Test
  void theEstimateIsTheMedianOfAllPairMeans() {
    // Means of 1, 2, 6 and of each two: 1, 1.5, 2, 3.5, 4, 6.
    assertThat(HodgesLehmann.estimate(new double[] {6, 1, 2})).isEqualTo(2.75);
  }

  @Test
  void fiveRoundsReachNo95PerCentAndSixDo() {
    double[] six = {1, 2, 3, 4, 5, 6};
    double[] five = {1, 2, 3, 4, 5};

    assertThat(HodgesLehmann.needed(0.95)).isEqualTo(6);
    assertThat(HodgesLehmann.interval(five, 0.95)).isEmpty();
    assertThat(HodgesLehmann.interval(six, 0.95)).contains(new Interval(1, 6, 1 - 2.0 / 64));
    assertThat(HodgesLehmann.interval(new double[0], 0.95)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"8, 4, 0.9609", "10, 9, 0.9512", "12, 14, 0.9575", "20, 53, 0.9516"})
  void theIntervalTakesTheWalshAveragesOfTheTables(int rounds, int number, double level) {
    // Of 1, 3, 9 ... no two averages are equal, so the position can be told.
    double[] spread = IntStream.range(0, rounds).mapToDouble(i -> Math.pow(3, i)).toArray();
    double[] averages =
        IntStream.range(0, rounds)
            .boxed()
            .flatMap(i -> IntStream.range(i, rounds).mapToObj(j -> (spread[i] + spread[j]) / 2))
            .mapToDouble(average -> average)
            .sorted()
            .toArray();

    Interval interval = HodgesLehmann.interval(spread, 0.95).orElseThrow();

    assertThat(interval.low()).isEqualTo(averages[number - 1]);
    assertThat(interval.high()).isEqualTo(averages[averages.length - number]);
    assertThat(interval.level()).isCloseTo(level, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"6, 11", "10, 12", "12, 13", "20, 14"})
  void theIntervalCoversAsOftenAsItSays(int rounds, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double truth = Math.log(1.08);
    int trials = 3000;
    int covered = 0;
    double level = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] ratios = normal(random, rounds, truth);
      Interval interval = HodgesLehmann.interval(ratios, 0.95).orElseThrow();
      level = interval.level();
      covered += interval.contains(truth) ? 1 : 0;
    }
    assertThat(level).isBetween(0.95, 0.97);
    assertThat((double) covered / trials).isCloseTo(level, within(0.01));
  }

  @Test
  void theIntervalExcludesZeroExactlyWhenTheTestRejects() {
    SplittableRandom random = new SplittableRandom(15);
    int rejected = 0;
    for (int trial = 0; trial < 500; trial++) {
      double[] differences = normal(random, 12, 0.03);
      Interval interval = HodgesLehmann.interval(differences, 0.95).orElseThrow();
      boolean rejects = SignedRank.p(differences) <= 1 - interval.level() + 1e-12;
      assertThat(interval.contains(0)).isEqualTo(!rejects);
      rejected += rejects ? 1 : 0;
    }
    assertThat(rejected).isBetween(100, 400);
  }

  private static double[] normal(SplittableRandom random, int rounds, double centre) {
    return IntStream.range(0, rounds)
        .mapToDouble(i -> random.nextGaussian(centre, 0.056))
        .toArray();
  }
}
