package dev.tare.report;

import dev.tare.chart.Scale;
import dev.tare.compare.Answer;
import dev.tare.compare.Comparison;
import dev.tare.compare.Counts.Cause;
import dev.tare.compare.Effect;
import dev.tare.compare.Figure;
import dev.tare.compare.OutsideBand;
import dev.tare.compare.Table.Row;
import dev.tare.result.Run.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The result for a terminal: what it answers, a table, and what must be known beside it. */
public final class TextReport {
  private static final int LONGEST_MESSAGE = 300;
  private static final int LONGEST_KERNEL = 24;
  private static final int LONGEST_NAME = 30;
  private static final String BOLD = "\u001b[1m";
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String RESET = "\u001b[0m";

  private TextReport() {}

  /**
   * The report as lines, each ended by a line feed.
   *
   * @param width of the terminal in characters; longer sentences are folded
   * @param colour whether the terminal shows colours and wants them
   */
  public static String render(Comparison comparison, int width, boolean colour) {
    List<String> lines = new ArrayList<>();
    Badge badge = Badge.of(comparison);
    lines.add(
        paint(badge.words(), badge.tone().equals("good") ? GREEN : RED, colour)
            + "  "
            + Plain.line(String.join(" · ", Headline.how(comparison))));
    for (Answer answer : comparison.answers()) {
      lines.addAll(Folded.lines(Plain.line(answer.sentence()), width));
    }
    lines.add("");
    List<String> table = table(comparison, width).lines(width);
    for (int i = 0; i < table.size(); i++) {
      boolean head = i == 0 || table.get(i - 1).isEmpty();
      lines.add(head ? paint(table.get(i), BOLD, colour) : table.get(i));
    }
    lines.addAll(DensityText.lines(comparison, width));
    List<String> notes = notes(comparison);
    if (!notes.isEmpty()) {
      lines.add("");
      notes.forEach(note -> lines.addAll(item(note, width)));
    }
    return String.join("\n", lines) + "\n";
  }

  /** The same in letters that every terminal and log has. */
  public static String ascii(String text) {
    String plain =
        text.replace("✓ ", "")
            .replace("✗ ", "")
            .replace("…", "...")
            .replace('×', 'x')
            .replace("–", "-")
            .replace('−', '-')
            .replace('·', '|')
            .replace("±", "+-")
            .replace("÷", "/")
            .replace("µ", "u")
            .replace("‡", "++")
            .replace('’', '\'')
            .replace('\u202f', ' ');
    return plain.replaceAll("[^\\x00-\\x7f]", "?");
  }

  private static TextTable table(Comparison comparison, int width) {
    Page page = new Page(comparison);
    List<Column> columns = new ArrayList<>();
    if (!comparison.table().startupWorkload().isEmpty()) {
      String stop = page.startupStop();
      columns.add(
          new Column(
              "p50 ms" + (stop.isEmpty() ? "" : " " + stop),
              Row::startupMedianNanos,
              Scale.MILLISECONDS,
              _ -> ""));
      columns.add(new Column("p90 ms", Row::startupP90Nanos, Scale.MILLISECONDS, _ -> ""));
    }
    String pods = comparison.idlePods();
    String idle = "idle MiB/pod" + (pods.isEmpty() ? "" : " (of " + pods + ")");
    for (Column column :
        List.of(
            new Column(idle, Row::idleBytesPerPod, Scale.MEBIBYTES, page::outsideIdle),
            new Column("getppid ns", Row::getppidNanos, Scale.NANOSECONDS, _ -> ""),
            new Column(
                "Gbit/s", Row::throughputBytesPerSecond, Scale.GIGABITS, page::outsideThroughput),
            new Column("request p99 µs", Row::requestP99Nanos, Scale.MICROSECONDS, _ -> ""))) {
      if (page.any(column.figure())) {
        columns.add(column);
      }
    }
    TextTable table = new TextTable();
    boolean startup = !comparison.table().startupWorkload().isEmpty();
    List<String> head = new ArrayList<>(List.of("runtime"));
    columns.forEach(column -> head.add(column.title()));
    if (startup) {
      head.add(3, "ratio");
    }
    boolean kernels = comparison.table().rows().stream().anyMatch(row -> !kernel(row).isEmpty());
    if (kernels) {
      head.add("kernel");
    }
    head.add("lost");
    table.row(head);
    for (Row row : comparison.table().rows()) {
      table.row(cells(row, columns, startup, kernels, width));
    }
    return table;
  }

  private static List<String> cells(
      Row row, List<Column> columns, boolean startup, boolean kernels, int width) {
    List<String> cells = new ArrayList<>(List.of(name(row, width)));
    for (Column column : columns) {
      Figure figure = column.figure().apply(row);
      String mark = column.outside().apply(row).isEmpty() ? "" : "‡";
      cells.add(
          withRange(Cells.value(figure, column.scale()) + mark, range(figure, column.scale())));
    }
    Effect effect = row.startupEffect();
    String ratio =
        withRange(
            Cells.effect(effect, Scale.MILLISECONDS),
            Cells.effectInterval(effect, Scale.MILLISECONDS));
    if (startup) {
      cells.add(3, ratio);
    }
    if (cells.size() > 1 && cells.get(1).equals(Cells.NONE)) {
      standing(row).ifPresent(words -> cells.set(1, words));
    }
    if (kernels) {
      cells.add(kernel(row).isEmpty() ? Cells.NONE : kernel(row));
    }
    cells.add(Cells.lost(row.pods()));
    return cells;
  }

  /** What the pod says its kernel is; the whole text stands in the HTML report. */
  private static String kernel(Row row) {
    return cut(Plain.line(row.kernel()), LONGEST_KERNEL);
  }

  /** Without the middle, for long names often differ at their ends. */
  private static String cut(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most / 2) + "…" + text.substring(text.length() - most / 2 + 1);
  }

  private static String range(Figure figure, Scale scale) {
    return figure
        .known()
        .flatMap(Figure.Known::interval)
        .map(i -> Cells.range(i, scale))
        .orElse("");
  }

  private static String withRange(String value, String range) {
    return range.isEmpty() ? value : value + " (" + range + ")";
  }

  private static String name(Row row, int width) {
    return cut(Plain.line(row.runtime()), Math.min(LONGEST_NAME, width / 2));
  }

  /** What stands in the first column of a runtime without figures. */
  private static Optional<String> standing(Row row) {
    return switch (row.standing()) {
      case CONTROL, MEASURED -> Optional.empty();
      case REFUSED -> Optional.of("refused");
      case NOTHING_COMPLETED -> Optional.of("nothing completed");
    };
  }

  private static List<String> notes(Comparison comparison) {
    List<String> notes = new ArrayList<>();
    if (comparison.run().status() == Status.COMPLETE
        && comparison.completedTrials() < comparison.run().plannedTrials()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%d of %d trials completed.",
              comparison.completedTrials(),
              comparison.run().plannedTrials()));
    }
    comparison.warnings().forEach(notes::add);
    comparison.run().notes().forEach(notes::add);
    for (OutsideBand outside : comparison.outsideBands()) {
      notes.add(
          "‡ %s %s of %s in %s is %s"
              .formatted(
                  outside.metric(),
                  outside.statistic(),
                  outside.runtime(),
                  outside.workload(),
                  outside.words()));
    }
    List<String> differs = StillDiffers.terms(comparison.run().receipts());
    if (!differs.isEmpty()) {
      notes.add(
          "The virtual machines still differ from each other in %s; the report says how, under \"Equal terms\"."
              .formatted(String.join(", ", differs)));
    }
    for (Row row : comparison.table().rows()) {
      for (Cause cause : row.pods().causes()) {
        notes.add(
            row.runtime()
                + ": "
                + cause.pods()
                + (cause.pods() == 1 ? " pod: " : " pods: ")
                + Plain.excerpt(cause.cause(), LONGEST_MESSAGE));
      }
    }
    return notes.stream().map(Plain::line).toList();
  }

  private static List<String> item(String note, int width) {
    List<String> lines = Folded.lines(note, width - 2);
    return IntStream.range(0, lines.size())
        .mapToObj(i -> (i == 0 ? "* " : "  ") + lines.get(i))
        .toList();
  }

  private static String paint(String text, String code, boolean colour) {
    return colour ? code + text + RESET : text;
  }

  /** A column of figures; {@code outside} says why one is marked, and is empty for others. */
  private record Column(
      String title, Function<Row, Figure> figure, Scale scale, Function<Row, String> outside) {}
}
