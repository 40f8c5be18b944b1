package dev.tare.compare;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tare.stats.Interval;
import java.util.Optional;

/** A number with its uncertainty, or the reason why there is none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "figure")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Figure.Known.class, name = "known"),
  @JsonSubTypes.Type(value = Figure.Absent.class, name = "absent")
})
public sealed interface Figure {

  /** The number, if there is one. */
  default Optional<Known> known() {
    return this instanceof Known known ? Optional.of(known) : Optional.empty();
  }

  /**
   * A number.
   *
   * @param value in the unit of its metric
   * @param interval at 95 %; empty when the values are too few
   * @param n how many values it stands on
   * @param noInterval why there is no interval, for example {@code needs 6 rounds, has 5}; empty
   *     when there is one
   */
  record Known(double value, Optional<Interval> interval, int n, String noInterval)
      implements Figure {}

  /**
   * No number.
   *
   * @param because for example {@code needs 368 pods, has 120} or {@code not measured}
   */
  record Absent(String because) implements Figure {}
}
