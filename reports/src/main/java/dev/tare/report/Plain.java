package dev.tare.report;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text from pods, runtimes and scenario files made safe to show: it may hold terminal sequences,
 * control characters and characters that turn the direction of reading.
 */
public final class Plain {
  /** CSI sequences, OSC strings and two-character escapes (ECMA-48). */
  private static final Pattern TERMINAL =
      Pattern.compile(
          "(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]?"
              + "|\\u001b[\\]PX^_][^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)?"
              + "|\\u001b.?",
          Pattern.DOTALL);

  private Plain() {}

  /** The text without terminal sequences; other unprintable characters become visible. */
  public static String text(String hostile) {
    StringBuilder plain = new StringBuilder(hostile.length());
    TERMINAL
        .matcher(hostile.replace("\r\n", "\n"))
        .replaceAll("")
        .codePoints()
        .forEach(point -> append(plain, point));
    return plain.toString();
  }

  /** The text on one line. */
  public static String line(String hostile) {
    return text(hostile).replace('\n', ' ').replace('\t', ' ').strip();
  }

  /** The beginning of a long text, with a word on what is left out. */
  public static String excerpt(String hostile, int most) {
    if (hostile.length() <= most) {
      return text(hostile);
    }
    int end = Character.isHighSurrogate(hostile.charAt(most - 1)) ? most - 1 : most;
    return text(hostile.substring(0, end))
        + String.format(
            Locale.ROOT, " … (%d more characters in the run folder)", hostile.length() - end);
  }

  private static void append(StringBuilder plain, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL -> {
        if (point == '\n' || point == '\t') {
          plain.appendCodePoint(point);
        } else {
          plain.append('�');
        }
      }
      case Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED ->
          plain.append("⟨U+%04X⟩".formatted(point));
      case Character.SURROGATE -> plain.append('�');
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> plain.append('\n');
      default -> plain.appendCodePoint(point);
    }
  }
}
