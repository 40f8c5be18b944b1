package dev.tare.tool;

import dev.tare.payload.Excerpt;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tools print for people, line by line. */
final class Lines {
  /** Longer lines are none that a parser looks for. */
  private static final int LONGEST = 1000;

  private final String[] lines;

  Lines(String output) {
    this.lines = output.split("\n", -1);
  }

  /** Every line that is not absurdly long, without blanks at its ends. */
  Iterable<String> all() {
    return () ->
        Arrays.stream(lines).filter(line -> line.length() <= LONGEST).map(String::strip).iterator();
  }

  /** The only line that matches whole; empty when there is none. */
  Optional<Matcher> only(Pattern form) throws BadOutput {
    Optional<Matcher> found = Optional.empty();
    for (String line : all()) {
      Matcher matcher = form.matcher(line);
      if (matcher.matches()) {
        if (found.isPresent()) {
          throw new BadOutput("two lines say the same thing: '" + cut(line) + "'");
        }
        found = Optional.of(matcher);
      }
    }
    return found;
  }

  /** The same, where there has to be one. */
  Matcher need(Pattern form, String what) throws BadOutput {
    Optional<Matcher> found = only(form);
    if (found.isEmpty()) {
      throw new BadOutput("it has no " + what);
    }
    return found.get();
  }

  /** A printed number. */
  static double number(String digits) throws BadOutput {
    double value = decimal(digits).doubleValue();
    if (!Double.isFinite(value)) {
      throw new BadOutput("'" + cut(digits) + "' is no number");
    }
    return value;
  }

  /** By how much a printed number may be off: half of its last digit. */
  static double rounding(String digits) throws BadOutput {
    return decimal(digits).ulp().doubleValue() / 2;
  }

  private static BigDecimal decimal(String digits) throws BadOutput {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException e) {
      throw new BadOutput("'" + cut(digits) + "' is no number");
    }
  }

  static String cut(String line) {
    return Excerpt.cut(line);
  }
}
