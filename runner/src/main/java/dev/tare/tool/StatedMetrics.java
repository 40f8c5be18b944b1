package dev.tare.tool;

import dev.tare.result.Metric;
import dev.tare.scenario.StatedMetric;

/** Metrics that a scenario names. */
final class StatedMetrics {
  private StatedMetrics() {}

  /** What it is stored as. */
  static Metric metric(StatedMetric stated) {
    return new Metric(
        Found.name(stated.name()),
        switch (stated.unit().kind()) {
          case TIME -> Metric.Unit.NANOSECONDS;
          case SIZE -> Metric.Unit.BYTES;
          case BYTE_RATE -> Metric.Unit.BYTES_PER_SECOND;
          case RATE -> Metric.Unit.OPERATIONS_PER_SECOND;
          case NUMBER -> Metric.Unit.ONE;
        },
        switch (stated.better()) {
          case LOWER -> Metric.Direction.LOWER_IS_BETTER;
          case HIGHER -> Metric.Direction.HIGHER_IS_BETTER;
          case NEITHER -> Metric.Direction.NEITHER;
        });
  }
}
