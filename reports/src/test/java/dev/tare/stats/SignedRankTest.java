package dev.tare.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRankTest {

  /** Darwin's maize: differences of 15 pairs in eighths of an inch; Wilcoxon's own kind of data. */
  private static final double[] DARWIN = {
    49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
  };

  @ParameterizedTest
  @ValueSource(ints = {6, 8, 10, 12})
  void noPIsSmallerThanTheRoundsPermit(int rounds) {
    double[] allWorse = IntStream.rangeClosed(1, rounds).mapToDouble(i -> i).toArray();

    assertThat(SignedRank.p(allWorse)).isCloseTo(2 / Math.pow(2, rounds), within(1e-15));
  }

  @Test
  void pIsThatOfR() {
    // R: wilcox.test(c(49, -67, ...))$p.value: V = 96, 0.04126
    assertThat(SignedRank.p(DARWIN)).isCloseTo(0.04126, within(5e-6));
  }

  @Test
  void withoutTiesItAgreesWithAnotherImplementation() {
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 300; trial++) {
      double[] differences =
          random.doubles(random.nextInt(1, 30)).map(value -> value - 0.4).toArray();
      double theirs = WilcoxonSignedRankTest.withDefaults().test(differences).getPValue();
      assertThat(SignedRank.p(differences)).isCloseTo(theirs, within(1e-9));
    }
  }

  @Test
  void tiesShareTheirRankAndTheDistributionIsThatOfTheseRanks() {
    // Ranks 1.5, 1.5, 3. The sums of their 8 signs: 0, 1.5, 1.5, 3, 3, 4.5, 4.5, 6.
    assertThat(SignedRank.p(new double[] {1, 1, 2})).isCloseTo(2.0 / 8, within(1e-15));
    assertThat(SignedRank.p(new double[] {-1, 1, 2})).isCloseTo(2 * 3.0 / 8, within(1e-15));
  }

  @Test
  void zerosAreRankedAndLeftOut() {
    // Pratt: ranks of 1 and 2 are 2 and 3; the smaller sum is 2 of the sums 0, 2, 3, 5.
    assertThat(SignedRank.p(new double[] {0, -1, 2})).isCloseTo(1, within(1e-15));
    assertThat(SignedRank.p(new double[] {0, 1, 2})).isCloseTo(2.0 / 4, within(1e-15));
    assertThat(SignedRank.p(new double[] {0, 0, 0})).isEqualTo(1);
  }

  @Test
  void falseAlarmsAreAsRareAsPromised() {
    SplittableRandom random = new SplittableRandom(3);
    int alarms = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      double[] equal = IntStream.range(0, 10).mapToDouble(i -> random.nextGaussian()).toArray();
      alarms += SignedRank.p(equal) < 0.05 ? 1 : 0;
    }
    // The largest attainable p below 0.05 with 10 rounds is 0.0488.
    assertThat((double) alarms / trials).isCloseTo(0.0488, within(0.01));
  }
}
