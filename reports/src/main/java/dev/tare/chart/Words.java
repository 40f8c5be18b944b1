package dev.tare.chart;

import java.awt.FontMetrics;

/** Text that has to fit. */
final class Words {
  /** No room holds more characters; measuring a longer text would only take time. */
  private static final int LONGEST = 300;

  private Words() {}

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
