package dev.tare.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One runtime under comparison: a handler of a CRI socket, or a RuntimeClass. Two versions of one
 * runtime are two of these.
 *
 * @param name as reports show it; the A/A twin of X is {@code X#aa}
 * @param handler the CRI runtime handler or the RuntimeClass; empty for the node's default
 * @param cri the CRI socket as {@code unix:///path}, when it is not the target's own
 * @param annotations laid on each pod of this runtime, in the order of the file
 * @param expect what the receipt must show
 */
public record RuntimeSpec(
    String name,
    String handler,
    Optional<String> cri,
    Map<String, String> annotations,
    Expectation expect) {

  /**
   * The name that stands for every runtime that the target offers; {@link RuntimePattern} tells of
   * names that stand for some.
   */
  public static final String EVERY = "*";

  /** The name that means no RuntimeClass at all: an empty handler. */
  public static final String DEFAULT = "default";

  private static final String TWIN = "#aa";

  public RuntimeSpec {
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
  }

  /** A runtime known by its name alone. */
  public static RuntimeSpec named(String name) {
    return new RuntimeSpec(
        name, name.equals(DEFAULT) ? "" : name, Optional.empty(), Map.of(), Expectation.none());
  }

  /** The same runtime under its second name, for the A/A pair. */
  public RuntimeSpec twin() {
    return new RuntimeSpec(name + TWIN, handler, cri, annotations, expect);
  }

  /** The same runtime under its own name. */
  public RuntimeSpec withoutTwin() {
    return new RuntimeSpec(withoutTwin(name), handler, cri, annotations, expect);
  }

  /** Whether this is the second name of an A/A pair. */
  public boolean isTwin() {
    return isTwin(name);
  }

  /** The name without the A/A twin's ending. */
  public static String withoutTwin(String name) {
    return isTwin(name) ? name.substring(0, name.length() - TWIN.length()) : name;
  }

  /** Whether a runtime of that name is the second name of an A/A pair. */
  public static boolean isTwin(String name) {
    return name.endsWith(TWIN);
  }
}
