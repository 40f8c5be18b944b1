package dev.tare.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at round numbers, as many as have room. */
final class LogTicks extends LogAxis {
  private static final long serialVersionUID = 1;

  /** Round numbers of one decade, the densest choice first. */
  private static final double[][] CHOICES = {
    {1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 7, 8, 9},
    {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8},
    {1, 1.5, 2, 3, 5, 7},
    {1, 2, 5},
    {1, 3},
    {1}
  };

  private static final double GAP = 16;

  private final transient DoubleFunction<String> text;

  LogTicks(String label, double low, double high, DoubleFunction<String> text) {
    super(label);
    this.text = text;
    Plots.quiet(this, Palette.MUTED);
    setRange(low, high);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    FontMetrics metrics = graphics.getFontMetrics(getTickLabelFont());
    for (int decades = 1; decades < 8; decades++) {
      for (double[] mantissas : decades == 1 ? CHOICES : new double[][] {{1}}) {
        List<NumberTick> ticks = ticks(mantissas, decades);
        if (fits(ticks, metrics, area, edge)) {
          return ticks;
        }
      }
    }
    return List.of();
  }

  private List<NumberTick> ticks(double[] mantissas, int decades) {
    List<NumberTick> ticks = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(getLowerBound()));
    int last = (int) Math.ceil(Math.log10(getUpperBound()));
    for (int decade = first; decade <= last; decade++) {
      if (Math.floorMod(decade, decades) != 0) {
        continue;
      }
      for (double mantissa : mantissas) {
        double value =
            decade < 0 ? mantissa / Math.pow(10, -decade) : mantissa * Math.pow(10, decade);
        if (getRange().contains(value)) {
          ticks.add(
              new NumberTick(
                  value, text.apply(value), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
        }
      }
    }
    return ticks;
  }

  private boolean fits(
      List<NumberTick> ticks, FontMetrics metrics, Rectangle2D area, RectangleEdge edge) {
    double end = Double.NEGATIVE_INFINITY;
    for (NumberTick tick : ticks) {
      double middle = valueToJava2D(tick.getValue(), area, edge);
      double half = metrics.stringWidth(tick.getText()) / 2.0;
      if (middle - half < end + GAP) {
        return false;
      }
      end = middle + half;
    }
    return true;
  }
}
