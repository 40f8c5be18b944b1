package dev.tare.plan;

import java.util.ArrayList;
import java.util.Arrays;
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
 *
 * <p>Where rounds take turns over several nodes, each node is a block that takes every row of a
 * design before it begins the next: otherwise two orders over two nodes could put each order on a
 * node of its own. All blocks take the same designs, so that the rows which one of them has not had
 * yet can go to another, and the whole is even, too.
 */
final class Orders {

  /** Random beginnings, of which the most even result is taken. */
  private static final int ATTEMPTS = 12;

  private final int size;
  private final Random random;
  private final List<List<int[]>> orders = new ArrayList<>();

  /** By case: every design so far. */
  private final List<List<List<int[]>>> designs = new ArrayList<>();

  private final Block[] blocks;
  private final Tally[] tallies;
  private final int[][] between;
  private final int[][] all;

  /** What a node has had: by case the rows of its current design that are left, and counts. */
  private static final class Block {
    private final List<List<int[]>> unused = new ArrayList<>();
    private final int[] begun;
    private final Tally[] tallies;
    private int last = -1;

    Block(int size, int cases) {
      this.begun = new int[cases];
      this.tallies = Tally.of(size, cases);
      for (int c = 0; c < cases; c++) {
        unused.add(new ArrayList<>());
      }
    }
  }

  private Orders(int size, int blocks, int cases, Random random) {
    this.size = size;
    this.random = random;
    this.blocks = new Block[blocks];
    Arrays.setAll(this.blocks, _ -> new Block(size, cases));
    this.tallies = Tally.of(size, cases);
    this.between = new int[size][size];
    this.all = new int[size][size];
    for (int c = 0; c < cases; c++) {
      designs.add(new ArrayList<>());
    }
  }

  /**
   * The orders by round and case, as numbers of runtimes; the same arguments give the same orders.
   *
   * @param blocks the block of each round, numbered from 0
   */
  static List<List<int[]>> of(int runtimes, List<Integer> blocks, int cases, long seed) {
    // java.util.Random, because its sequence is specified for every JDK.
    Random random = new Random(seed);
    int count = blocks.stream().mapToInt(block -> block + 1).max().orElse(0);
    Orders best = new Orders(runtimes, count, cases, random).fill(blocks);
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      Orders other = new Orders(runtimes, count, cases, random).fill(blocks);
      best = other.unevenness() < best.unevenness() ? other : best;
    }
    return best.orders;
  }

  private Orders fill(List<Integer> rounds) {
    for (int block : rounds) {
      List<int[]> orderByCase = new ArrayList<>();
      for (int c = 0; c < tallies.length; c++) {
        orderByCase.add(next(blocks[block], c));
      }
      orders.add(orderByCase);
    }
    return this;
  }

  private int[] next(Block block, int c) {
    List<int[]> rows = block.unused.get(c);
    if (rows.isEmpty()) {
      rows.addAll(design(c, block.begun[c]++));
    }
    int[] chosen = rows.getFirst();
    for (int[] row : rows) {
      chosen = cost(row, block, c) < cost(chosen, block, c) ? row : chosen;
    }
    rows.remove(chosen);
    count(chosen, block, c);
    return chosen;
  }

  private List<int[]> design(int c, int number) {
    List<List<int[]>> known = designs.get(c);
    while (known.size() <= number) {
      known.add(relabelled());
    }
    return known.get(number);
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

  /**
   * How much a row repeats what was there: first inside its case on its node, then inside its case
   * on all nodes, then between cases, then in all.
   */
  private long cost(int[] row, Block block, int c) {
    long whole = 0;
    for (int i = 1; i < size; i++) {
      whole += all[row[i - 1]][row[i]];
    }
    long step = block.last < 0 ? 0 : between[block.last][row[0]];
    return block.tallies[c].cost(row) * 1_000_000_000_000L
        + tallies[c].cost(row) * 1_000_000
        + step * 1_000 * size
        + whole;
  }

  private void count(int[] row, Block block, int c) {
    block.tallies[c].count(row);
    tallies[c].count(row);
    for (int i = 1; i < size; i++) {
      all[row[i - 1]][row[i]]++;
    }
    if (block.last >= 0) {
      between[block.last][row[0]]++;
      all[block.last][row[0]]++;
    }
    block.last = row[size - 1];
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
