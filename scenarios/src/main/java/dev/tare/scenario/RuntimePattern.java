package dev.tare.scenario;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A runtime entry that stands for several: its handler has a star, which stands for any letters or
 * none, and so has its name. {@code kata-*} is every Kata runtime under its own name; the name
 * {@code kata-*-equalised} with the handler {@code kata-*} is each of them once more, under a
 * second name.
 */
public final class RuntimePattern {

  private static final String STAR = "*";

  private RuntimePattern() {}

  /** Whether the entry stands for some of what is offered; {@link RuntimeSpec#EVERY} is not one. */
  public static boolean is(RuntimeSpec entry) {
    return entry.handler().contains(STAR) && !entry.name().equals(RuntimeSpec.EVERY);
  }

  /** Whether the entry is of that name, or stands for it. */
  public static boolean covers(RuntimeSpec entry, String name) {
    return entry.name().equals(name) || regex(entry.name()).matcher(name).matches();
  }

  /**
   * The runtimes that the pattern stands for, each with the pattern's annotations and expectation,
   * in the order of the offer. Under second names, a runtime that already has such a name is left
   * out: nothing is equalised twice.
   */
  public static List<RuntimeSpec> expand(RuntimeSpec pattern, List<RuntimeSpec> offered) {
    Pattern handler = regex(pattern.handler());
    boolean second = !pattern.name().equals(pattern.handler());
    return offered.stream()
        .map(RuntimeSpec::name)
        .filter(name -> !second || !covers(pattern, name))
        .flatMap(
            name -> {
              Matcher match = handler.matcher(name);
              return match.matches() ? Stream.of(one(pattern, name, match.group(1))) : Stream.of();
            })
        .toList();
  }

  private static RuntimeSpec one(RuntimeSpec pattern, String handler, String stands) {
    return new RuntimeSpec(
        pattern.name().replace(STAR, stands),
        handler,
        pattern.cri(),
        pattern.annotations(),
        pattern.expect());
  }

  private static Pattern regex(String pattern) {
    String[] around = pattern.split("\\*", 2);
    return around.length == 1
        ? Pattern.compile(Pattern.quote(pattern))
        : Pattern.compile(Pattern.quote(around[0]) + "(.*)" + Pattern.quote(around[1]));
  }
}
