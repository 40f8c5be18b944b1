package dev.tare.plan;

import java.util.Arrays;

/** How often each runtime directly followed each and stood at each place, inside one case. */
final class Tally {
  private final int[][] pairs;
  private final int[][] places;

  private Tally(int size) {
    this.pairs = new int[size][size];
    this.places = new int[size][size];
  }

  /** One for each case. */
  static Tally[] of(int size, int cases) {
    Tally[] tallies = new Tally[cases];
    Arrays.setAll(tallies, _ -> new Tally(size));
    return tallies;
  }

  /** How much the row would repeat what was there. */
  long cost(int[] row) {
    long cost = 0;
    for (int i = 0; i < row.length; i++) {
      cost += places[i][row[i]];
      cost += i > 0 ? 2L * pairs[row[i - 1]][row[i]] : 0;
    }
    return cost;
  }

  void count(int[] row) {
    for (int i = 0; i < row.length; i++) {
      places[i][row[i]]++;
      if (i > 0) {
        pairs[row[i - 1]][row[i]]++;
      }
    }
  }
}
