package dev.tare.chart;

import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.List;

/** Text that has to fit. */
final class Words {
  /** No room holds more characters; measuring a longer text would only take time. */
  private static final int LONGEST = 300;

  private Words() {}

  /**
   * Words in lines that are as full as they can be; the last is cut when they are too many.
   *
   * @param between what stands between two words of a line
   */
  static List<String> lines(
      List<String> words, String between, int most, FontMetrics metrics, double room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : words) {
      String longer = line.isEmpty() ? word : line + between + word;
      if (!line.isEmpty() && lines.size() < most - 1 && metrics.stringWidth(longer) > room) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(cut(line, metrics, room));
    return lines;
  }

  /** The text, cut with an ellipsis when it is wider than the room. */
  static String cut(String whole, FontMetrics metrics, double room) {
    String text = whole.substring(0, Math.min(whole.length(), LONGEST));
    if (metrics.stringWidth(text) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 1 && metrics.stringWidth(text.substring(0, end) + "…") > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end).strip() + "…";
  }
}
