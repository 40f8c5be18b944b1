package dev.tare.report;

import java.util.ArrayList;
import java.util.List;

/** Text folded between words, for terminals. */
public final class Folded {
  private Folded() {}

  /** Lines of at most that many characters; a longer word stands alone on its line. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
