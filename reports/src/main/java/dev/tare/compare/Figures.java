package dev.tare.compare;

import dev.tare.stats.Interval;
import dev.tare.stats.Quantiles;
import java.util.Optional;

/** Figures with 95 % intervals. */
final class Figures {

  static final double LEVEL = 0.95;

  private static final String NOT_MEASURED = "not measured";

  private Figures() {}

  static Figure notMeasured() {
    return new Figure.Absent(NOT_MEASURED);
  }

  /** The median of rounds, however few, with an interval if there are six. */
  static Figure ofRounds(double[] rounds) {
    return quantile(rounds, 0.5, " rounds");
  }

  /** A quantile of pods, however few, with an interval if they suffice. */
  static Figure ofPods(double[] pods, double p) {
    return quantile(pods, p, " pods");
  }

  /** A quantile of pods, or the reason when they do not suffice for its interval. */
  static Figure ofEnoughPods(double[] pods, double p) {
    int needed = Quantiles.needed(p, LEVEL);
    return pods.length > 0 && pods.length < needed
        ? new Figure.Absent("needs %d pods, has %d".formatted(needed, pods.length))
        : ofPods(pods, p);
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

  private static Figure quantile(double[] values, double p, String what) {
    if (values.length == 0) {
      return notMeasured();
    }
    double value = Quantiles.of(values, p);
    if (Double.isInfinite(value)) {
      return new Figure.Absent("too many pods were never ready");
    }
    Optional<Interval> interval = Quantiles.interval(values, p, LEVEL);
    Optional<Interval> bounded = interval.filter(i -> Double.isFinite(i.high()));
    return new Figure.Known(value, bounded, values.length, why(interval, bounded, values, p, what));
  }

  private static String why(
      Optional<Interval> interval,
      Optional<Interval> bounded,
      double[] values,
      double p,
      String what) {
    if (bounded.isPresent()) {
      return "";
    }
    return interval.isPresent()
        ? "its upper end lies among pods that were never ready"
        : "needs %d%s, has %d".formatted(Quantiles.needed(p, LEVEL), what, values.length);
  }
}
