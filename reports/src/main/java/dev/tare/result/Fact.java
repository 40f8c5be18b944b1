package dev.tare.result;

import org.jspecify.annotations.Nullable;

/**
 * One thing known, or not known, of the environment.
 *
 * @param name for example {@code cpu.model}
 * @param value null when unknown
 * @param unknownBecause why it is unknown; null when it is known
 * @param comparable whether two runs must agree on it to be compared
 */
public record Fact(
    String name, @Nullable String value, @Nullable String unknownBecause, boolean comparable) {

  public static Fact known(String name, String value, boolean comparable) {
    return new Fact(name, value, null, comparable);
  }

  public static Fact unknown(String name, String because, boolean comparable) {
    return new Fact(name, null, because, comparable);
  }
}
