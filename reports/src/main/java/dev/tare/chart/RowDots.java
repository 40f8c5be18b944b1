package dev.tare.chart;

import java.awt.BasicStroke;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Rows of markers with their intervals, one marker per runtime. */
final class RowDots {
  /** Room of one marker, in pixels. */
  private static final int LANE = 14;

  private static final int ROW_GAP = 11;

  private RowDots() {}

  /**
   * A row.
   *
   * @param label on the left
   * @param dots one for each runtime that has a value, in the order of the run
   */
  record Row(String label, List<Dot> dots) {
    Row {
      dots = List.copyOf(dots);
    }
  }

  /**
   * A marker.
   *
   * @param low of the interval; equal to the value when there is none
   * @param text on the right
   */
  record Dot(Look look, double value, double low, double high, String text) {}

  static XYPlot plot(List<Row> rows, ValueAxis values) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setCapLength(0);
    for (int row = 0; row < rows.size(); row++) {
      List<Dot> dots = rows.get(row).dots();
      for (int i = 0; i < dots.size(); i++) {
        Dot dot = dots.get(i);
        double y = lane(row, i, dots.size());
        int index = data.getSeriesCount();
        XYIntervalSeries series = new XYIntervalSeries(index);
        series.add(dot.value(), dot.low(), dot.high(), y, y, y);
        data.addSeries(series);
        renderer.setSeriesPaint(index, dot.look().mark());
        renderer.setSeriesShape(index, dot.look().marker());
      }
    }
    renderer.setErrorStroke(new BasicStroke(2));
    XYPlot plot = new XYPlot(data, values, null, renderer);
    plot.setRangeAxis(RowLabels.of(rows.stream().map(Row::label).toList(), Palette.INK));
    plot.setRangeAxis(1, texts(rows));
    plot.setRangeAxisLocation(1, AxisLocation.TOP_OR_RIGHT);
    Plots.grid(plot, true);
    return plot;
  }

  /** Height of all rows without the axis. */
  static int height(List<Row> rows) {
    int most = rows.stream().mapToInt(row -> row.dots().size()).max().orElse(1);
    return Math.max(1, rows.size()) * (Math.max(1, most) * LANE + ROW_GAP);
  }

  private static RowLabels texts(List<Row> rows) {
    List<RowLabels.Label> labels =
        IntStream.range(0, rows.size())
            .boxed()
            .flatMap(
                row -> {
                  List<Dot> dots = rows.get(row).dots();
                  return IntStream.range(0, dots.size())
                      .mapToObj(
                          i -> new RowLabels.Label(lane(row, i, dots.size()), dots.get(i).text()));
                })
            .toList();
    return new RowLabels(labels, Math.max(1, rows.size()), Palette.INK);
  }

  /** The height of a marker: the row's number, and its lane inside the row. */
  private static double lane(int row, int index, int count) {
    double lanes = 0.82 / Math.max(1, count);
    return row + (index - (count - 1) / 2.0) * lanes;
  }
}
