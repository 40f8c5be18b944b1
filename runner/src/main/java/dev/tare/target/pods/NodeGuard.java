package dev.tare.target.pods;

import dev.tare.result.GaveOut;
import dev.tare.result.Reading;
import dev.tare.scenario.Workload;
import java.util.Locale;
import java.util.Optional;

/**
 * Says when a node is near to suffering, so that no pod is added any more.
 *
 * @param reserve bytes that must stay available
 * @param swapUsed before the first pod
 */
record NodeGuard(long reserve, long swapUsed) {
  private static final long MEBI = 1 << 20;

  private static final long LEAST_RESERVE = 512 * MEBI;

  /** One twentieth, 5 %. */
  private static final int SHARE = 20;

  /** Percent of ten seconds: somebody waits for memory a tenth of the time. */
  private static final double MOST_SOME = 10;

  /** Nothing at all gets on. */
  private static final double MOST_FULL = 5;

  /** Less may be old pages that nobody missed. */
  private static final long SWAP_GROWTH = 64 * MEBI;

  /** Of the tasks that the kernel allows. */
  private static final double MOST_TASKS = 0.9;

  /**
   * For a ramp on that node.
   *
   * @param empty before the first pod
   */
  static NodeGuard of(Workload.Density density, Reading.Strain empty) {
    long usual = Math.max(LEAST_RESERVE, empty.total() / SHARE);
    return new NodeGuard(density.reserve().orElse(usual), empty.swapUsed());
  }

  /** Why no pod may follow; empty while the node is well. */
  Optional<RampEnd> strained(Reading.Strain now) {
    if (now.available() < reserve) {
      return end(
          GaveOut.MEMORY,
          "%d MiB of %d MiB are available, less than the reserve of %d MiB"
              .formatted(now.available() / MEBI, now.total() / MEBI, reserve / MEBI));
    }
    if (above(now.memorySome(), MOST_SOME) || above(now.memoryFull(), MOST_FULL)) {
      return end(
          GaveOut.PRESSURE,
          String.format(
              Locale.ROOT,
              "tasks waited for memory %.1f %% of ten seconds, all at once %.1f %%; at most %.0f %%"
                  + " and %.0f %% are borne",
              now.memorySome().orElse(0.0),
              now.memoryFull().orElse(0.0),
              MOST_SOME,
              MOST_FULL));
    }
    if (now.swapUsed() - swapUsed > SWAP_GROWTH) {
      return end(
          GaveOut.SWAP,
          "%d MiB of swap came into use since the first pod"
              .formatted((now.swapUsed() - swapUsed) / MEBI));
    }
    if (now.tasks().isPresent()
        && now.tasksMost().isPresent()
        && now.tasks().get() > MOST_TASKS * now.tasksMost().get()) {
      return end(
          GaveOut.TASKS,
          "%d of the %d tasks that the kernel allows are there"
              .formatted(now.tasks().get(), now.tasksMost().get()));
    }
    return Optional.empty();
  }

  private static boolean above(Optional<Double> percent, double most) {
    return percent.isPresent() && percent.get() > most;
  }

  private static Optional<RampEnd> end(GaveOut gaveOut, String words) {
    return Optional.of(new RampEnd(gaveOut, words));
  }
}
