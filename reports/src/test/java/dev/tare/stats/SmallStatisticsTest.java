package dev.tare.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tare.stats.EmpiricalDistribution.Step;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallStatisticsTest {

  @Test
  void aWildPointDoesNotBendTheLine() {
    double[] pods = {0, 1, 5, 10, 20};
    double[] bytes = {100, 120, 200, 9999, 500};

    assertThat(TheilSen.fit(pods, bytes)).contains(new TheilSen(20, 100));
  }

  @Test
  void aLineNeedsTwoDifferentPlaces() {
    assertThat(TheilSen.fit(new double[] {3, 3}, new double[] {1, 2})).isEmpty();
    assertThat(TheilSen.fit(new double[0], new double[0])).isEmpty();
    assertThatThrownBy(() -> TheilSen.fit(new double[1], new double[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSmallestDetectableEffectIsThatOfTheFormula() {
    // s = 0.056 over 12 rounds at 0.01: (3.1058 + 0.8755) 0.056 / sqrt(0.955 × 12), 6.8 % as a
    // ratio.
    double side = 0.056 * Math.sqrt(11.0 / 12);
    double[] differences =
        IntStream.range(0, 12).mapToDouble(i -> i % 2 == 0 ? side : -side).toArray();

    double effect = DetectableEffect.of(differences, 0.99);

    assertThat(effect).isCloseTo(0.06586, within(5e-5));
    assertThat(Math.expm1(effect)).isCloseTo(0.068, within(5e-4));
  }

  @Test
  void aShiftOfThatSizeIsFoundAboutFourTimesInFive() {
    SplittableRandom random = new SplittableRandom(21);
    double shift = 0.05089; // of s = 0.056, 12 rounds, 0.05
    int found = 0;
    int trials = 3000;
    for (int trial = 0; trial < trials; trial++) {
      double[] rounds =
          IntStream.range(0, 12).mapToDouble(i -> random.nextGaussian(shift, 0.056)).toArray();
      found += SignedRank.p(rounds) < 0.05 ? 1 : 0;
    }
    // A little below 0.80: with 12 rounds the test attains 0.042, not 0.05.
    assertThat((double) found / trials).isCloseTo(0.78, within(0.03));
  }

  @Test
  void oneRoundHasNoSpread() {
    assertThatThrownBy(() -> DetectableEffect.of(new double[] {1}, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCurveOfCensoredPodsEndsBelowOne() {
    assertThat(EmpiricalDistribution.of(new double[] {3, 1, 3}, 4))
        .containsExactly(new Step(1, 0.25), new Step(3, 0.75));
    assertThat(EmpiricalDistribution.of(new double[0], 4)).isEmpty();
    assertThatThrownBy(() -> EmpiricalDistribution.of(new double[2], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
