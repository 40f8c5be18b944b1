package dev.tare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrdersTest {

  /** Pair counts of one case, of all trials, and how often each runtime stands at each place. */
  private static final class Counts {

    private final int[][][] inCase;
    private final int[][][] places;
    private final int[][] all;

    private Counts(int runtimes, int cases) {
      this.inCase = new int[cases][runtimes][runtimes];
      this.places = new int[cases][runtimes][runtimes];
      this.all = new int[runtimes][runtimes];
    }

    static Counts of(List<List<int[]>> orders, int runtimes, int cases) {
      Counts counts = new Counts(runtimes, cases);
      int last = -1;
      for (List<int[]> round : orders) {
        for (int c = 0; c < cases; c++) {
          for (int place = 0; place < runtimes; place++) {
            int runtime = round.get(c)[place];
            counts.places[c][place][runtime]++;
            if (place > 0) {
              counts.inCase[c][last][runtime]++;
            }
            if (last >= 0) {
              counts.all[last][runtime]++;
            }
            last = runtime;
          }
        }
      }
      return counts;
    }
  }

  /** All rounds on one node. */
  private static List<Integer> one(int rounds) {
    return turns(rounds, 1);
  }

  private static List<Integer> turns(int rounds, int nodes) {
    return IntStream.range(0, rounds).mapToObj(round -> round % nodes).toList();
  }

  private static int spread(int[][] counts, boolean diagonal) {
    var relevant =
        IntStream.range(0, counts.length)
            .flatMap(
                a ->
                    IntStream.range(0, counts.length)
                        .filter(b -> diagonal || a != b)
                        .map(b -> counts[a][b]))
            .summaryStatistics();
    return relevant.getCount() == 0 ? 0 : relevant.getMax() - relevant.getMin();
  }

  @Test
  void eachCaseRunsEveryRuntimeOnceARound() {
    for (int[] order : Orders.of(5, one(7), 3, 1).stream().flatMap(List::stream).toList()) {
      assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }
  }

  @Test
  void eachRuntimeFollowsEachOtherNearlyEquallyOftenWhateverTheSizes() {
    SplittableRandom random = new SplittableRandom(20_26);
    for (int i = 0; i < 400; i++) {
      int runtimes = random.nextInt(2, 13);
      int rounds = random.nextInt(1, 31);
      int cases = random.nextInt(1, 6);
      long seed = random.nextLong();
      String sizes =
          "%d runtimes, %d rounds, %d cases, seed %d".formatted(runtimes, rounds, cases, seed);

      Counts counts = Counts.of(Orders.of(runtimes, one(rounds), cases, seed), runtimes, cases);

      // An odd number of runtimes needs twice as many rows: in a part of them a pair may miss two.
      int most = runtimes % 2 == 0 ? 1 : 2;
      for (int c = 0; c < cases; c++) {
        assertThat(spread(counts.inCase[c], false)).as("pairs, " + sizes).isLessThanOrEqualTo(most);
        assertThat(spread(counts.places[c], true)).as("places, " + sizes).isLessThanOrEqualTo(most);
      }
      assertThat(spread(counts.all, false))
          .as("in all, " + sizes)
          .isLessThanOrEqualTo(2 * most + cases);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void wholeDesignsAreBalancedExactly(int runtimes) {
    int rounds = runtimes % 2 == 0 ? runtimes : 2 * runtimes;

    Counts counts = Counts.of(Orders.of(runtimes, one(rounds), 2, 5), runtimes, 2);

    for (int c = 0; c < 2; c++) {
      assertThat(spread(counts.inCase[c], false)).isZero();
      assertThat(spread(counts.places[c], true)).isZero();
    }
  }

  @Test
  void onEachNodeTheOrdersAreAsBalancedAsIfItWereAlone() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 400; i++) {
      int runtimes = random.nextInt(2, 9);
      int rounds = random.nextInt(1, 31);
      int cases = random.nextInt(1, 4);
      int nodes = random.nextInt(2, 6);
      String sizes =
          "%d runtimes, %d rounds, %d cases, %d nodes".formatted(runtimes, rounds, cases, nodes);

      List<List<int[]>> orders =
          Orders.of(runtimes, turns(rounds, nodes), cases, random.nextLong());

      int most = runtimes % 2 == 0 ? 1 : 2;
      for (int node = 0; node < nodes; node++) {
        int number = node;
        List<List<int[]>> here =
            IntStream.range(0, rounds)
                .filter(round -> round % nodes == number)
                .mapToObj(orders::get)
                .toList();
        Counts counts = Counts.of(here, runtimes, cases);
        for (int c = 0; c < cases; c++) {
          assertThat(spread(counts.inCase[c], false))
              .as("pairs, " + sizes)
              .isLessThanOrEqualTo(most);
          assertThat(spread(counts.places[c], true))
              .as("places, " + sizes)
              .isLessThanOrEqualTo(most);
        }
      }
    }
  }

  @Test
  void twoOrdersDoNotBecomeTwoNodes() {
    List<List<int[]>> orders = Orders.of(2, turns(4, 2), 1, 7);

    for (int node = 0; node < 2; node++) {
      assertThat(texts(List.of(orders.get(node), orders.get(node + 2))))
          .containsExactlyInAnyOrder("[0, 1]", "[1, 0]");
    }
    assertThat(texts(orders.subList(0, 2))).doesNotHaveDuplicates();
  }

  @Test
  void whatOneNodeHasNotHadYetGoesToTheOther() {
    Counts counts = Counts.of(Orders.of(4, turns(4, 2), 1, 7), 4, 1);

    assertThat(spread(counts.inCase[0], false)).isZero();
    assertThat(spread(counts.places[0], true)).isZero();
  }

  @Test
  void sixRoundsOfThreeRuntimesTakeEveryOrderOnce() {
    assertThat(Orders.of(3, one(6), 1, 9))
        .extracting(round -> Arrays.toString(round.getFirst()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSeedGivesItsOrdersAgainAndAnotherSeedOthers() {
    assertThat(texts(Orders.of(4, one(12), 2, 3))).isEqualTo(texts(Orders.of(4, one(12), 2, 3)));
    assertThat(texts(Orders.of(4, one(12), 2, 3))).isNotEqualTo(texts(Orders.of(4, one(12), 2, 4)));
  }

  @Test
  void oneRuntimeHasOneOrder() {
    assertThat(texts(Orders.of(1, one(2), 2, 3))).containsExactly("[0]", "[0]", "[0]", "[0]");
  }

  private static List<String> texts(List<List<int[]>> orders) {
    return orders.stream().flatMap(List::stream).map(Arrays::toString).toList();
  }
}
