package dev.tare.doctor;

import dev.tare.report.Folded;
import java.util.List;
import java.util.Locale;

/** The checks as lines for a terminal, without colours. */
public final class DoctorText {
  private static final int NARROWEST = 40;

  private DoctorText() {}

  /**
   * A line for each check, its remedy below it, wrapped at words.
   *
   * @param width columns; narrower than 40 counts as 40. A word that is longer stands out
   */
  public static String render(List<Check> checks, int width) {
    int columns = Math.max(NARROWEST, width);
    int names = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    names = Math.min(names, columns / 3);
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      String head =
          "%-8s%s  "
              .formatted(
                  check.status().name().toLowerCase(Locale.ROOT), padded(check.name(), names));
      append(text, head, check.finding(), columns);
      if (!check.remedy().isEmpty()) {
        append(text, " ".repeat(head.length()) + "-> ", check.remedy(), columns);
      }
    }
    return text.toString();
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(Math.max(0, width - name.length()));
  }

  private static void append(StringBuilder text, String head, String words, int columns) {
    String indent = " ".repeat(head.length());
    String lead = head;
    for (String line : Folded.lines(words, columns - head.length())) {
      text.append(lead).append(line).append('\n');
      lead = indent;
    }
  }
}
