package dev.tare.report;

import dev.tare.chart.Theme;
import dev.tare.chart.Typeface;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The page's style: the bundled font, the theme's colours, and {@code report.css}. */
final class Stylesheet {
  private Stylesheet() {}

  static String text() {
    return face("Inter-Regular.otf", 400)
        + face("Inter-SemiBold.otf", 600)
        + ":root{color-scheme:light dark;"
        + Theme.css(false)
        + "}@media(prefers-color-scheme:dark){:root{"
        + Theme.css(true)
        + "}}@media print{:root{color-scheme:light;"
        + Theme.css(false)
        + "}}\n"
        + file();
  }

  private static String face(String file, int weight) {
    return "@font-face{font-family:%s;font-weight:%s;src:url(data:font/otf;base64,%s)}\n"
        .formatted(
            Typeface.FAMILY,
            Integer.toString(weight),
            Base64.getEncoder().encodeToString(Typeface.bytes(file)));
  }

  private static String file() {
    try (InputStream in = Stylesheet.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from Tare's own jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
