package dev.tare.scenario;

/**
 * A number in a command's output that the scenario names.
 *
 * @param name what the metric is called after {@code command.}; a-z, 0-9 and _
 * @param at a JSON pointer (RFC 6901), or a regular expression whose one group is the number
 * @param better which way is better
 */
public record StatedMetric(String name, String at, StatedUnit unit, Better better) {

  /** Which way is better. */
  public enum Better {
    LOWER,
    HIGHER,
    NEITHER
  }
}
