package dev.tare.chart;

import dev.tare.compare.Figure;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedRangeXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** The network: throughput on the left, request latency on the right, a row per runtime. */
public final class NetworkDots {
  private static final int WIDTH = 568;
  private static final int ROW = 46;
  private static final int AXIS = 44;

  private NetworkDots() {}

  /**
   * One runtime; absent figures are not drawn.
   *
   * @param throughput in bytes/s
   * @param median of the request latency, in ns
   * @param p99 of the request latency, in ns
   */
  public record Row(String runtime, Look look, Figure throughput, Figure median, Figure p99) {}

  /** The chart; the rows from the top. */
  public static Picture of(List<Row> rows, String throughputLabel) {
    Scale latency = latencyScale(rows);
    Panel left = new Panel(throughputLabel + ", " + Scale.GIGABITS.unit(), Scale.GIGABITS);
    Panel right = new Panel("request latency, " + latency.unit(), latency);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      left.add(i, row.look(), row.throughput(), "", true);
      right.add(i, row.look(), row.median(), "median ", true);
      right.add(i, row.look(), row.p99(), "p99 ", false);
    }
    NumberAxis names = RowLabels.of(rows.stream().map(Row::runtime).toList(), Palette.INK);
    CombinedRangeXYPlot plot = new CombinedRangeXYPlot(names);
    plot.setGap(26);
    if (!left.isEmpty()) {
      plot.add(left.plot(), 1);
    }
    if (!right.isEmpty()) {
      plot.add(right.plot(), 1);
    }
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return new Picture(
        "network",
        "What the network costs",
        "95 % interval; latency: median filled, p99 hollow",
        rows.stream().map(row -> words(row, latency)).collect(Collectors.joining("; ", "", ".")),
        data(rows, throughputLabel, latency),
        Plots.chart(plot),
        WIDTH,
        AXIS + ROW * Math.max(1, rows.size()));
  }

  private static DataTable data(List<Row> rows, String throughputLabel, Scale latency) {
    return new DataTable(
        List.of(
            "runtime",
            throughputLabel + ", " + Scale.GIGABITS.unit(),
            "request median, " + latency.unit(),
            "request p99, " + latency.unit()),
        rows.stream()
            .map(
                row ->
                    List.of(
                        row.runtime(),
                        cell(row.throughput(), Scale.GIGABITS),
                        cell(row.median(), latency),
                        cell(row.p99(), latency)))
            .toList());
  }

  private static String cell(Figure figure, Scale scale) {
    return switch (figure) {
      case Figure.Known known -> scale.digits(known.value()) + scale.interval(known);
      case Figure.Absent absent -> "– (" + absent.because() + ")";
    };
  }

  private static Scale latencyScale(List<Row> rows) {
    double smallest =
        rows.stream()
            .flatMap(row -> row.median().known().or(() -> row.p99().known()).stream())
            .mapToDouble(Figure.Known::value)
            .min()
            .orElse(1e5);
    return smallest >= 1e6 ? Scale.MILLISECONDS : Scale.MICROSECONDS;
  }

  private static String words(Row row, Scale latency) {
    List<String> parts = new ArrayList<>();
    row.throughput().known().ifPresent(v -> parts.add(Scale.GIGABITS.text(v.value())));
    row.median().known().ifPresent(v -> parts.add("median " + latency.text(v.value())));
    row.p99().known().ifPresent(v -> parts.add("p99 " + latency.text(v.value())));
    return row.runtime() + ": " + (parts.isEmpty() ? "no data" : String.join(", ", parts));
  }

  /** The words at a marker. */
  private record Label(String text, double x, int row, Look look, boolean above) {}

  /** One of the two halves while it is being filled. */
  private static final class Panel {
    private final String label;
    private final Scale scale;
    private final XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    private final XYErrorRenderer renderer = new XYErrorRenderer();
    private final List<Label> texts = new ArrayList<>();
    private final List<Integer> withoutData = new ArrayList<>();
    private double highest;

    Panel(String label, Scale scale) {
      this.label = label;
      this.scale = scale;
      renderer.setDrawYError(false);
      renderer.setCapLength(0);
      renderer.setErrorStroke(new BasicStroke(2));
    }

    boolean isEmpty() {
      return data.getSeriesCount() == 0;
    }

    /** Filled markers carry their text above, hollow ones below, so that neighbours both fit. */
    void add(int row, Look look, Figure figure, String prefix, boolean filled) {
      figure
          .known()
          .ifPresentOrElse(
              known -> add(row, look, known, prefix, filled),
              () -> {
                if (filled) {
                  withoutData.add(row);
                }
              });
    }

    private void add(int row, Look look, Figure.Known known, String prefix, boolean filled) {
      double value = known.value() / scale.factor();
      double low = known.interval().map(interval -> interval.low()).orElse(known.value());
      double high = known.interval().map(interval -> interval.high()).orElse(known.value());
      int index = data.getSeriesCount();
      XYIntervalSeries series = new XYIntervalSeries(index);
      series.add(value, low / scale.factor(), high / scale.factor(), row, row, row);
      data.addSeries(series);
      renderer.setSeriesPaint(index, look.mark());
      renderer.setSeriesShape(index, look.marker());
      renderer.setSeriesShapesFilled(index, filled);
      renderer.setSeriesOutlineStroke(index, new BasicStroke(1.6f));
      highest = Math.max(highest, Math.max(value, high / scale.factor()));
      texts.add(new Label(prefix + scale.digits(known.value()), value, row, look, filled));
    }

    /** Above a filled marker and below a hollow one; at the sides it leans inwards. */
    private XYTextAnnotation annotation(Label label) {
      XYTextAnnotation text =
          new XYTextAnnotation(
              label.text(), label.x(), label.row() + (label.above() ? -0.16 : 0.16));
      double place = label.x() / highest;
      text.setTextAnchor(
          label.above()
              ? place < 0.3
                  ? TextAnchor.BOTTOM_LEFT
                  : place > 0.7 ? TextAnchor.BOTTOM_RIGHT : TextAnchor.BOTTOM_CENTER
              : place < 0.3
                  ? TextAnchor.TOP_LEFT
                  : place > 0.7 ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_CENTER);
      text.setFont(Typeface.regular(11));
      text.setPaint(label.look().text());
      return text;
    }

    XYPlot plot() {
      XYPlot plot = new XYPlot(data, Plots.fromZero(label, highest * 1.18), null, renderer);
      Plots.grid(plot, true);
      plot.setOutlineVisible(false);
      plot.setBackgroundPaint(null);
      texts.forEach(label -> plot.addAnnotation(annotation(label)));
      for (int row : withoutData) {
        XYTextAnnotation none = new XYTextAnnotation("no data", 0, row);
        none.setTextAnchor(TextAnchor.CENTER_LEFT);
        none.setFont(Typeface.regular(11));
        none.setPaint(Palette.MUTED);
        plot.addAnnotation(none);
      }
      return plot;
    }
  }
}
