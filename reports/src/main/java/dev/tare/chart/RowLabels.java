package dev.tare.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** A vertical axis whose ticks are words, one for each row, the first row on top. */
final class RowLabels extends NumberAxis {
  private static final long serialVersionUID = 1;

  /** Wider labels are cut. */
  private static final double WIDEST = 200;

  /**
   * One label.
   *
   * @param row its place; rows count from 0 and need not be whole
   */
  record Label(double row, String text) {}

  private final transient List<Label> labels;

  RowLabels(List<Label> labels, int rows, Color color) {
    this.labels = List.copyOf(labels);
    Plots.quiet(this, color);
    setTickLabelInsets(new RectangleInsets(0, 2, 0, 10));
    setInverted(true);
    setRange(-0.5, rows - 0.5);
  }

  /** One label for each row. */
  static RowLabels of(List<String> texts, Color color) {
    return new RowLabels(
        IntStream.range(0, texts.size()).mapToObj(i -> new Label(i, texts.get(i))).toList(),
        Math.max(1, texts.size()),
        color);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    var metrics = graphics.getFontMetrics(getTickLabelFont());
    TextAnchor anchor =
        edge.equals(RectangleEdge.LEFT) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
    return labels.stream()
        .map(
            label ->
                new NumberTick(
                    label.row(),
                    Words.cut(label.text(), metrics, WIDEST),
                    anchor,
                    TextAnchor.CENTER,
                    0))
        .toList();
  }
}
