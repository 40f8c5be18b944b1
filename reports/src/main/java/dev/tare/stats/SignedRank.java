package dev.tare.stats;

import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test, exact. Wilcoxon, "Individual Comparisons by Ranking Methods",
 * Biometrics Bulletin 1 (1945).
 */
public final class SignedRank {

  private SignedRank() {}

  /**
   * The two-sided p-value of "the differences are symmetric about 0". Ties share their mean rank,
   * and the distribution is taken over all signs of these very ranks. Zeros are ranked and then
   * left out: Pratt, "Remarks on Zeros and Ties in the Wilcoxon Signed Rank Procedures", JASA 54
   * (1959).
   */
  public static double p(double[] differences) {
    int[] doubledRanks = doubledRanks(differences);
    int sum = 0;
    int positive = 0;
    for (int i = 0; i < differences.length; i++) {
      if (differences[i] != 0) {
        sum += doubledRanks[i];
        positive += differences[i] > 0 ? doubledRanks[i] : 0;
      } else {
        doubledRanks[i] = 0;
      }
    }
    double[] mass = distribution(doubledRanks);
    int extreme = Math.min(positive, sum - positive);
    double tail = 0;
    for (int w = 0; w <= extreme; w++) {
      tail += mass[w];
    }
    return Math.min(1, 2 * tail);
  }

  /**
   * The probability of each sum of ranks when every rank counts with probability one half,
   * independently; the convolution of the ranks, one by one.
   */
  static double[] distribution(int[] ranks) {
    double[] mass = new double[Arrays.stream(ranks).sum() + 1];
    mass[0] = 1;
    int reached = 0;
    for (int rank : ranks) {
      reached += rank;
      for (int w = reached; w >= 0; w--) {
        double without = mass[w];
        double with = w >= rank ? mass[w - rank] : 0;
        mass[w] = (without + with) / 2;
      }
    }
    return mass;
  }

  /** Twice the rank of each absolute value: twice, so that the mean rank of a tie is whole. */
  private static int[] doubledRanks(double[] differences) {
    int[] ranks = new int[differences.length];
    for (int i = 0; i < ranks.length; i++) {
      double size = Math.abs(differences[i]);
      int smaller = 0;
      int equal = 0;
      for (double other : differences) {
        smaller += Math.abs(other) < size ? 1 : 0;
        equal += Math.abs(other) == size ? 1 : 0;
      }
      ranks[i] = 2 * smaller + equal + 1;
    }
    return ranks;
  }
}
