package dev.tare.compare;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tare.stats.Interval;

/** A runtime against the control in one metric: a cost, so that more is always worse. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "effect")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.Control.class, name = "control"),
  @JsonSubTypes.Type(value = Effect.Ratio.class, name = "ratio"),
  @JsonSubTypes.Type(value = Effect.Difference.class, name = "difference"),
  @JsonSubTypes.Type(value = Effect.None.class, name = "none")
})
public sealed interface Effect {

  /** This runtime is the control. */
  record Control() implements Effect {}

  /**
   * How many times the control's cost.
   *
   * @param value above 1 is worse
   * @param controlOverRuntime whether it is control ÷ runtime, as for a throughput, rather than
   *     runtime ÷ control
   * @param p two-sided, of the signed-rank test
   * @param detectable the smallest relative change that these rounds would show with probability
   *     0.8, for example 0.06
   * @param rounds pairs that it stands on
   */
  record Ratio(
      double value,
      Interval interval,
      boolean controlOverRuntime,
      double p,
      double detectable,
      int rounds)
      implements Effect {

    /** Whether the interval excludes 1. */
    public boolean shown() {
      return !interval.contains(1);
    }

    /** The relative change: -0.268 is 26.8 % less than the control, 2.62 is 262 % more. */
    public double change() {
      return value - 1;
    }
  }

  /**
   * How much more than the control, for metrics that reach zero or below.
   *
   * @param value in the metric's unit; above 0 is worse
   * @param detectable the smallest change that these rounds would show with probability 0.8, in the
   *     metric's unit
   */
  record Difference(double value, Interval interval, double p, double detectable, int rounds)
      implements Effect {

    /** Whether the interval excludes 0. */
    public boolean shown() {
      return !interval.contains(0);
    }
  }

  /** Neither, and why: for example {@code different nodes}, or {@code needs 6 rounds, has 5}. */
  record None(String because) implements Effect {

    /** The reason of a runtime that never shared a node with its control. */
    public static final String DIFFERENT_NODES = "different nodes";
  }
}
