package dev.tare.plan;

import dev.tare.scenario.Arrival;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * When the pods of an open arrival are due. It is whole before the first of them is asked for: how
 * fast pods answer moves none of them.
 */
public final class Schedule {
  private static final long PRIME = 1_000_003;

  private Schedule() {}

  /** The seed of a round's trials of one case: the same for every runtime. */
  static long seed(long plan, int round, String workload) {
    return (plan * PRIME + round) * PRIME + workload.hashCode();
  }

  /**
   * The moments after the beginning, ascending, one for each pod. Given how many arrive in a span,
   * those of a Poisson process are independent and uniform over it: so its distances are random,
   * and its number is the same in every trial.
   *
   * @param seed the trial's; the same seed gives the same moments on every machine
   */
  public static List<Duration> of(Arrival.Open open, long seed) {
    int pods = open.pods();
    LongStream nanos =
        switch (open.spacing()) {
          case CONSTANT ->
              LongStream.range(0, pods).map(pod -> pod * 60_000_000_000L / open.perMinute());
          case POISSON ->
              new Random(seed)
                  .doubles(pods)
                  .mapToLong(share -> (long) (share * open.span().toNanos()))
                  .sorted();
        };
    return nanos.mapToObj(Duration::ofNanos).collect(Collectors.toUnmodifiableList());
  }
}
