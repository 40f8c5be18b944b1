package dev.tare.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing known, or not known, of the environment.
 *
 * @param name for example {@code cpu.model}
 * @param value null when unknown
 * @param unknownBecause why it is unknown; null when it is known
 * @param comparable whether two runs must agree on it to be compared
 * @param node of which node it is known; null when it holds for the whole run
 */
public record Fact(
    String name,
    @Nullable String value,
    @Nullable String unknownBecause,
    boolean comparable,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String node) {

  public static Fact known(String name, String value, boolean comparable) {
    return new Fact(name, value, null, comparable, null);
  }

  public static Fact unknown(String name, String because, boolean comparable) {
    return new Fact(name, null, because, comparable, null);
  }

  /** The same as a fact of one node among several. */
  public Fact on(String name) {
    return new Fact(this.name, value, unknownBecause, comparable, name);
  }

  /** Runs that were stored before there were several nodes have no {@code node}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Fact stored(Map<String, @Nullable Object> fields) {
    if (fields.get("name") instanceof String name
        && fields.get("comparable") instanceof Boolean comparable) {
      return new Fact(
          name,
          text(fields.get("value")),
          text(fields.get("unknownBecause")),
          comparable,
          text(fields.get("node")));
    }
    throw new IllegalArgumentException("a fact without name or comparable: " + fields.keySet());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
