package dev.tare.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * In which order the runtimes run, for every round and case.
 *
 * <p>Each case takes the rows of Williams designs, freshly relabelled, so that inside a case each
 * runtime follows each other one equally often and stands equally often at each place. Which row
 * comes in which round is chosen so that the steps from one case to the next are even, too.
 */
final class Orders {

  /** Random beginnings, of which the most even result is taken. */
  private static final int ATTEMPTS = 12;

  private final int size;
  private final Random random;
  private final List<List<int[]>> orders = new ArrayList<>();
  private final List<List<int[]>> unused = new ArrayList<>();
  private final int[][][] inCase;
  private final int[][][] places;
  private final int[][] between;
  private final int[][] all;
  private int last = -1;

  private Orders(int size, int cases, Random random) {
    this.size = size;
    this.random = random;
    this.inCase = new int[cases][size][size];
    this.places = new int[cases][size][size];
    this.between = new int[size][size];
    this.all = new int[size][size];
    for (int c = 0; c < cases; c++) {
      unused.add(new ArrayList<>());
    }
  }

  /**
   * The orders by round and case, as numbers of runtimes; the same arguments give the same orders.
   */
  static List<List<int[]>> of(int runtimes, int rounds, int cases, long seed) {
    // java.util.Random, because its sequence is specified for every JDK.
    Random random = new Random(seed);
    Orders best = new Orders(runtimes, cases, random).fill(rounds);
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Orders other = new Orders(runtimes, cases, random).fill(rounds);
      best = other.unevenness() < best.unevenness() ? other : best;
    }
    return best.orders;
  }

  private Orders fill(int rounds) {
    for (int round = 0; round < rounds; round++) {
      List<int[]> orderByCase = new ArrayList<>();
      for (int c = 0; c < unused.size(); c++) {
        orderByCase.add(next(c));
      }
      orders.add(orderByCase);
    }
    return this;
  }

  private int[] next(int c) {
    List<int[]> rows = unused.get(c);
    if (rows.isEmpty()) {
      rows.addAll(relabelled());
    }
    int[] chosen = rows.getFirst();
    for (int[] row : rows) {
      chosen = cost(row, c) < cost(chosen, c) ? row : chosen;
    }
    rows.remove(chosen);
    count(chosen, c);
    return chosen;
  }

  private List<int[]> relabelled() {
    List<Integer> labels = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(labels, random);
    List<int[]> rows = new ArrayList<>();
    for (int[] row : Williams.rows(size)) {
      rows.add(IntStream.of(row).map(labels::get).toArray());
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  /** How much a row repeats what was there: first inside its case, then between, then in all. */
  private long cost(int[] row, int c) {
    long inside = 0;
    long whole = 0;
    for (int i = 0; i < size; i++) {
      inside += places[c][i][row[i]];
      if (i > 0) {
        inside += 2L * inCase[c][row[i - 1]][row[i]];
        whole += all[row[i - 1]][row[i]];
      }
    }
    long step = last < 0 ? 0 : between[last][row[0]];
    return inside * 1_000_000 + step * 1_000 * size + whole;
  }

  private void count(int[] row, int c) {
    for (int i = 0; i < size; i++) {
      places[c][i][row[i]]++;
      if (i > 0) {
        inCase[c][row[i - 1]][row[i]]++;
        all[row[i - 1]][row[i]]++;
      }
    }
    if (last >= 0) {
      between[last][row[0]]++;
      all[last][row[0]]++;
    }
    last = row[size - 1];
  }

  /** The sum of squares of how often each runtime follows each other one. */
  private long unevenness() {
    long sum = 0;
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        sum += a == b ? 0 : (long) all[a][b] * all[a][b];
      }
    }
    return sum;
  }
}
