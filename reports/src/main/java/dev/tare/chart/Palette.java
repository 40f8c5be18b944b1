package dev.tare.chart;

import java.awt.Color;
import java.util.Map;

/** Colours that change with the reader's theme: in SVG they are CSS variables of the page. */
final class Palette {
  static final Color INK = new Color(0x1b1f24);
  static final Color MUTED = new Color(0x57606b);
  static final Color GRID = new Color(0xe1e4e9);
  static final Color PAPER = new Color(0xfffffe);
  static final Color BAND = new Color(0xdcefe7);

  private static final Map<Color, String> VARIABLES =
      Map.of(
          INK, "--ink",
          MUTED, "--muted",
          GRID, "--grid",
          PAPER, "--paper",
          BAND, "--band");

  private Palette() {}

  /** The colour as SVG says it: a variable where the theme decides, else the colour itself. */
  static String css(Color color) {
    String variable = VARIABLES.get(color);
    if (variable == null) {
      variable = Look.variable(color);
    }
    return variable == null ? hex(color) : "var(" + variable + ")";
  }

  static String hex(Color color) {
    return "#%06x".formatted(color.getRGB() & 0xffffff);
  }

  /** That colour laid over white with the given strength, 0 to 1. */
  static Color tint(Color color, double strength) {
    return new Color(
        blend(color.getRed(), strength),
        blend(color.getGreen(), strength),
        blend(color.getBlue(), strength));
  }

  private static int blend(int channel, double strength) {
    return (int) Math.round(255 - (255 - channel) * strength);
  }

  /** Black or white, whichever reads better on that colour (WCAG relative luminance). */
  static Color textOn(Color fill) {
    double luminance = luminance(fill);
    double onWhite = 1.05 / (luminance + 0.05);
    double onBlack = (luminance + 0.05) / 0.05;
    return onWhite >= onBlack ? Color.WHITE : Color.BLACK;
  }

  /** Contrast of two colours after WCAG 2.2, from 1 to 21. */
  static double contrast(Color a, Color b) {
    double lighter = Math.max(luminance(a), luminance(b));
    double darker = Math.min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
