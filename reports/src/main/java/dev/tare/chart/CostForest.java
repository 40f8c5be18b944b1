package dev.tare.chart;

import dev.tare.chart.RowDots.Dot;
import dev.tare.compare.Effect;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;

/** What isolation costs: ratios to the control with their intervals, on a logarithmic axis. */
public final class CostForest {
  private static final int WIDTH = 568;
  private static final int AXIS = 42;

  /** Differences inside this band are too small to matter to most readers. */
  private static final double BAND = 0.05;

  private CostForest() {}

  /** One metric. */
  public record Row(String label, List<Cost> costs) {
    public Row {
      costs = List.copyOf(costs);
    }
  }

  /** One runtime's ratio. */
  public record Cost(String runtime, Look look, Effect.Ratio ratio) {}

  /** The chart; the rows from the top. */
  public static Picture of(List<Row> rows, String control, boolean several) {
    double low = 1 - BAND;
    double high = 1 + BAND;
    for (Row row : rows) {
      for (Cost cost : row.costs()) {
        low = Math.min(low, cost.ratio().interval().low());
        high = Math.max(high, cost.ratio().interval().high());
      }
    }
    List<RowDots.Row> dots = rows.stream().map(row -> dots(row, several)).toList();
    LogTicks axis =
        new LogTicks(
            "times the cost of " + control + ": right is worse",
            low * 0.93,
            high * 1.1,
            ratio -> plain(ratio) + "×");
    XYPlot plot = RowDots.plot(dots, axis);
    plot.addDomainMarker(band(), Layer.BACKGROUND);
    String who =
        several
            ? "relative to " + control
            : rows.getFirst().costs().getFirst().runtime() + " relative to " + control;
    return new Picture(
        "cost",
        "What isolation costs",
        who + ", 95 % interval, band ±5 %",
        rows.stream().map(CostForest::words).collect(Collectors.joining("; ", "", ".")),
        data(rows),
        Plots.chart(plot),
        WIDTH,
        RowDots.height(dots) + AXIS);
  }

  /** A ratio as reports print it: {@code 3.62×}. */
  public static String text(double ratio) {
    return Scale.threeDigits(ratio) + "×";
  }

  private static String withInterval(Effect.Ratio ratio) {
    return "%s  %s–%s"
        .formatted(
            text(ratio.value()),
            Scale.threeDigits(ratio.interval().low()),
            Scale.threeDigits(ratio.interval().high()));
  }

  private static RowDots.Row dots(Row row, boolean several) {
    return new RowDots.Row(
        row.label(),
        row.costs().stream()
            .map(
                cost ->
                    new Dot(
                        cost.look(),
                        cost.ratio().value(),
                        cost.ratio().interval().low(),
                        cost.ratio().interval().high(),
                        several
                            ? text(cost.ratio().value()) + " " + cost.runtime()
                            : withInterval(cost.ratio())))
            .toList());
  }

  private static DataTable data(List<Row> rows) {
    return new DataTable(
        List.of("metric", "runtime", "times the control's cost", "from", "to", "rounds", "p"),
        rows.stream().flatMap(row -> row.costs().stream().map(cost -> cells(row, cost))).toList());
  }

  private static List<String> cells(Row row, Cost cost) {
    return List.of(
        row.label(),
        cost.runtime(),
        Scale.threeDigits(cost.ratio().value()),
        Scale.threeDigits(cost.ratio().interval().low()),
        Scale.threeDigits(cost.ratio().interval().high()),
        "" + cost.ratio().rounds(),
        Scale.probability(cost.ratio().p()));
  }

  private static IntervalMarker band() {
    IntervalMarker band = new IntervalMarker(1 - BAND, 1 + BAND, Palette.BAND);
    band.setAlpha(1);
    return band;
  }

  private static String plain(double ratio) {
    return Scale.threeDigitsOrLess(ratio);
  }

  private static String words(Row row) {
    return row.costs().stream()
        .map(
            cost ->
                "%s %s (%s to %s)"
                    .formatted(
                        cost.runtime(),
                        text(cost.ratio().value()),
                        text(cost.ratio().interval().low()),
                        text(cost.ratio().interval().high())))
        .collect(Collectors.joining(", ", row.label() + ": ", ""));
  }
}
