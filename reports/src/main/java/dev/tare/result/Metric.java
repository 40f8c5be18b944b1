package dev.tare.result;

/**
 * A quantity with its unit and direction.
 *
 * @param name {@code family.what[.part]} in snake case; a part is never a runtime's name
 */
public record Metric(String name, Unit unit, Direction direction) {

  /** The units of stored values; reports choose readable multiples. */
  public enum Unit {
    NANOSECONDS,
    BYTES,
    BYTES_PER_SECOND,
    OPERATIONS_PER_SECOND,
    ONE
  }

  /** Which way is better. */
  public enum Direction {
    LOWER_IS_BETTER,
    HIGHER_IS_BETTER,
    NEITHER
  }

  /** A duration in nanoseconds, lower is better. */
  public static Metric duration(String name) {
    return new Metric(name, Unit.NANOSECONDS, Direction.LOWER_IS_BETTER);
  }

  /** A size in bytes, lower is better. */
  public static Metric size(String name) {
    return new Metric(name, Unit.BYTES, Direction.LOWER_IS_BETTER);
  }

  /** A rate in bytes per second, higher is better. */
  public static Metric throughput(String name) {
    return new Metric(name, Unit.BYTES_PER_SECOND, Direction.HIGHER_IS_BETTER);
  }
}
