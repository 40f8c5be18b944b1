package dev.tare.compare;

import dev.tare.stats.Interval;
import dev.tare.stats.Quantiles;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** Figures with 95 % intervals. */
final class Figures {

  static final double LEVEL = 0.95;

  private static final String NOT_MEASURED = "not measured";

  private static final Figure NEVER_READY = new Figure.Absent("too many pods were never ready");

  private Figures() {}

  static Figure notMeasured() {
    return new Figure.Absent(NOT_MEASURED);
  }

  /** The median of rounds, however few, with an interval if there are six. */
  static Figure ofRounds(double[] rounds) {
    return rounds.length == 0
        ? notMeasured()
        : median(Quantiles.median(rounds), rounds, rounds.length);
  }

  /**
   * The median of the pods of all rounds. Pods of one round share its luck and are not independent,
   * so that the interval is one of order statistics of the rounds' own medians.
   *
   * @param rounds the pods of each round, infinite if never ready
   */
  static Figure medianOfPods(Collection<double[]> rounds) {
    double[] pods = pooled(rounds);
    if (pods.length == 0) {
      return notMeasured();
    }
    double[] medians = rounds.stream().mapToDouble(Quantiles::median).toArray();
    return median(Quantiles.median(pods), medians, pods.length);
  }

  /**
   * A high quantile of the pods of all rounds, if there are {@code needed}. It has no interval:
   * over pods it would be too narrow, and a round has too few of them for a percentile of its own.
   */
  static Figure percentileOfPods(Collection<double[]> rounds, double p, int needed) {
    double[] pods = pooled(rounds);
    if (pods.length == 0) {
      return notMeasured();
    }
    if (pods.length < needed) {
      return new Figure.Absent("needs %d pods, has %d".formatted(needed, pods.length));
    }
    double value = Quantiles.of(pods, p);
    return Double.isInfinite(value)
        ? NEVER_READY
        : new Figure.Known(
            value, Optional.empty(), pods.length, "pods of one round are not independent");
  }

  private static double[] pooled(Collection<double[]> rounds) {
    return rounds.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /**
   * What the node loses to one more pod. A node that gains memory while pods are added was used by
   * others meanwhile: the slope then says nothing of pods, and is no figure of theirs.
   */
  static Figure nodeSlope(Figure slope) {
    return slope instanceof Figure.Known known && known.value() <= 0
        ? new Figure.Absent(
            "cannot see: other use of the node's memory drowns the pods (slope %s)"
                .formatted(Wording.bytes(known.value())))
        : slope;
  }

  /**
   * @param rounds one value for each, from whose order statistics the interval is taken
   */
  private static Figure median(double value, double[] rounds, int n) {
    if (Double.isInfinite(value)) {
      return NEVER_READY;
    }
    Optional<Interval> interval = Quantiles.interval(rounds, 0.5, LEVEL);
    String noInterval = noInterval(value, interval, rounds.length);
    return new Figure.Known(
        value, noInterval.isEmpty() ? interval : Optional.empty(), n, noInterval);
  }

  private static String noInterval(double value, Optional<Interval> interval, int rounds) {
    if (interval.isEmpty()) {
      return "needs %d rounds, has %d".formatted(Quantiles.needed(0.5, LEVEL), rounds);
    }
    if (Double.isInfinite(interval.get().high())) {
      return "its upper end lies among pods that were never ready";
    }
    return interval.get().contains(value) ? "" : "most rounds lie on one side of it";
  }
}
