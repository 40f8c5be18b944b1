package dev.tare.report;

import dev.tare.compare.Figure;
import dev.tare.compare.OverheadAdvice;
import dev.tare.compare.OverheadAdvice.LoadFigures;
import dev.tare.compare.OverheadAdvices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The advice for a terminal. */
public final class OverheadText {
  static final String NO_CPU =
      "CPU is not advised: what a sandbox computes is not told from what its workload does.";

  private static final double MEBI = 1 << 20;

  private OverheadText() {}

  /**
   * As lines, each ended by a line feed.
   *
   * @param width of the terminal in characters
   */
  public static String render(List<OverheadAdvice> advices, int width) {
    List<String> lines = new ArrayList<>();
    for (OverheadAdvice advice : advices) {
      for (String sentence : sentences(advice)) {
        lines.addAll(Folded.lines(Plain.line(sentence), width));
      }
      if (advice.memory().isPresent()) {
        lines.addAll(table(advice).lines(width));
      }
      lines.add("");
    }
    lines.addAll(Folded.lines("margin: " + OverheadAdvices.marginRule() + ". " + NO_CPU, width));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> sentences(OverheadAdvice advice) {
    List<String> lines = new ArrayList<>();
    lines.add(
        switch (advice.largest()) {
          case Figure.Absent absent ->
              "%s: no podFixed advised: %s".formatted(advice.runtime(), absent.because());
          case Figure.Known known ->
              "%s: podFixed memory %s: largest peak %s%s, and a margin of %s"
                  .formatted(
                      advice.runtime(),
                      advice.memory().map(OverheadText::size).orElse("none"),
                      size(known.value()),
                      known
                          .interval()
                          .map(
                              interval ->
                                  " (95 %% interval over rounds %s to %s)"
                                      .formatted(size(interval.low()), size(interval.high())))
                          .orElse(""),
                      size((double) advice.margin()));
        });
    lines.add("  declared: " + declared(advice));
    lines.add("  " + enforcement(advice));
    advice.notes().forEach(note -> lines.add("  note: " + note));
    return lines;
  }

  private static String declared(OverheadAdvice advice) {
    String value = advice.declared().map(OverheadText::size).orElse("none");
    return switch (advice.verdict()) {
      case ENOUGH -> value + ", enough";
      case TOO_SMALL -> value + ", too small";
      case GENEROUS -> value + ", generous: more than twice what is advised";
      case NONE_DECLARED -> "none";
      case CANNOT_SAY -> value;
    };
  }

  private static String enforcement(OverheadAdvice advice) {
    String words =
        switch (advice.enforcement()) {
          case ENFORCED -> "enforced";
          case NOT_ENFORCED -> "not enforced";
          case UNKNOWN -> "not known whether it is enforced";
        };
    return words + ": " + advice.enforcedBecause();
  }

  private static TextTable table(OverheadAdvice advice) {
    TextTable table = new TextTable();
    table.row(List.of("  load", "peak", "stays"));
    for (LoadFigures load : advice.loads()) {
      table.row(
          List.of(
              "  " + load.load() + ", " + load.workload(),
              figure(load.peak()),
              figure(load.stays())));
    }
    return table;
  }

  private static String figure(Figure figure) {
    return figure.known().map(known -> size(known.value())).orElse("–");
  }

  private static String size(long bytes) {
    return size((double) bytes);
  }

  private static String size(double bytes) {
    double mebibytes = bytes / MEBI;
    return mebibytes == Math.rint(mebibytes)
        ? String.format(Locale.ROOT, "%.0f MiB", mebibytes)
        : String.format(Locale.ROOT, "%.1f MiB", mebibytes);
  }
}
