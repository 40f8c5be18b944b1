package dev.tare.chart;

import java.awt.BasicStroke;
import java.awt.Paint;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** The common look of all charts: calm lines, no frame, no legend, no background. */
final class Plots {
  static final double TEXT = 12;
  static final double NUMBERS = 12;

  private Plots() {}

  static JFreeChart chart(Plot plot) {
    JFreeChart chart = new JFreeChart(null, Typeface.bold(TEXT), plot, false);
    chart.setBackgroundPaint(null);
    chart.setBorderVisible(false);
    // Room on the right for half of the last tick's label.
    chart.setPadding(new RectangleInsets(2, 0, 2, 14));
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setNoDataMessageFont(Typeface.regular(TEXT));
    return chart;
  }

  /** Vertical grid lines only, or horizontal ones only. */
  static void grid(XYPlot plot, boolean vertical) {
    plot.setDomainGridlinesVisible(vertical);
    plot.setRangeGridlinesVisible(!vertical);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setDomainZeroBaselineVisible(false);
    plot.setRangeZeroBaselineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
  }

  static <T extends Axis> T quiet(T axis, Paint tickLabels) {
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setTickLabelFont(Typeface.regular(NUMBERS));
    axis.setTickLabelPaint(tickLabels);
    axis.setLabelFont(Typeface.regular(TEXT));
    axis.setLabelPaint(Palette.MUTED);
    axis.setLabelInsets(RectangleInsets.ZERO_INSETS);
    return axis;
  }

  /** A linear axis from zero with at most about six ticks, at round numbers. */
  static NumberAxis fromZero(String label, double top) {
    double end = top > 0 ? top : 1;
    NumberAxis axis = quiet(new NumberAxis(label), Palette.MUTED);
    axis.setRange(0, end);
    axis.setTickUnit(
        new NumberTickUnit(roundStep(end / 6)) {
          private static final long serialVersionUID = 1;

          @Override
          public String valueToString(double value) {
            return Scale.threeDigitsOrLess(value);
          }
        });
    return axis;
  }

  /** The smallest of 1, 2, 5, 10 … that is not below the least. */
  private static double roundStep(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double step : new double[] {1, 2, 5}) {
      if (step * decade >= least) {
        return step * decade;
      }
    }
    return 10 * decade;
  }
}
