package dev.tare.observe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prometheus' text format, as far as figures need it: a line each of a name, labels in braces, a
 * value and perhaps a time. Comments and lines of another shape are passed over.
 */
record PrometheusText(List<Line> lines) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?\\s*");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?\\s*");

  /** One figure. */
  record Line(String name, Map<String, String> labels, double value) {}

  PrometheusText {
    lines = List.copyOf(lines);
  }

  static PrometheusText parse(String text) {
    List<Line> lines = new ArrayList<>();
    text.lines().forEach(line -> line(line).ifPresent(lines::add));
    return new PrometheusText(lines);
  }

  private static Optional<Line> line(String text) {
    Matcher matcher = LINE.matcher(text);
    if (text.startsWith("#") || !matcher.matches()) {
      return Optional.empty();
    }
    try {
      double value = Double.parseDouble(matcher.group(3));
      return Double.isFinite(value)
          ? Optional.of(new Line(matcher.group(1), labels(matcher.group(2)), value))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher matcher = LABEL.matcher(text == null ? "" : text);
    while (matcher.lookingAt()) {
      labels.put(matcher.group(1), matcher.group(2).replaceAll("\\\\(.)", "$1"));
      matcher.region(matcher.end(), matcher.regionEnd());
    }
    return labels;
  }
}
