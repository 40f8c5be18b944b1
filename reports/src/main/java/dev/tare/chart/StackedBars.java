package dev.tare.chart;

import java.awt.BasicStroke;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** A bar per runtime that shows what a whole is made of. */
public final class StackedBars {
  private static final int WIDTH = 568;
  private static final int ROW = 58;

  /** So many parts may have their names below a bar in one line; more get a second. */
  private static final int ONE_LINE = 5;

  private static final int SECOND_LINE = 26;
  private static final int AXIS = 44;

  private StackedBars() {}

  /** One runtime. */
  public record Bar(String runtime, Look look, List<Part> parts) {
    public Bar {
      parts = List.copyOf(parts);
    }

    double sum() {
      return parts.stream().mapToDouble(Part::value).sum();
    }
  }

  /**
   * A part of a bar.
   *
   * @param value in the scale's stored unit, not negative
   * @param shade the same for the same kind of part in every bar, from 0
   */
  public record Part(String name, double value, int shade) {}

  /**
   * Draws bars, the first on top.
   *
   * @param axisLabel what the axis counts
   */
  public static Picture of(
      String name, String title, String subtitle, String axisLabel, Scale scale, List<Bar> bars) {
    DefaultCategoryDataset data = new DefaultCategoryDataset();
    int most = bars.stream().mapToInt(bar -> bar.parts().size()).max().orElse(0);
    for (Bar bar : bars) {
      for (int i = 0; i < most; i++) {
        Number value = i < bar.parts().size() ? bar.parts().get(i).value() / scale.factor() : null;
        data.addValue(value, i, bar.runtime());
      }
    }
    NumberAxis axis =
        Plots.fromZero(
            axisLabel, bars.stream().mapToDouble(Bar::sum).max().orElse(0) / scale.factor() * 1.06);
    CategoryPlot plot = new CategoryPlot(data, names(), axis, new PartRenderer(bars, scale));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return new Picture(
        name,
        title,
        subtitle,
        bars.stream().map(bar -> words(bar, scale)).collect(Collectors.joining("; ", "", ".")),
        data(bars, scale),
        Plots.chart(plot),
        WIDTH,
        AXIS + (most > ONE_LINE ? ROW + SECOND_LINE : ROW) * Math.max(1, bars.size()));
  }

  private static DataTable data(List<Bar> bars, Scale scale) {
    return new DataTable(
        List.of("runtime", "part", scale.unit()),
        bars.stream()
            .flatMap(
                bar ->
                    bar.parts().stream()
                        .map(
                            part ->
                                List.of(bar.runtime(), part.name(), scale.digits(part.value()))))
            .toList());
  }

  private static CategoryAxis names() {
    CategoryAxis axis = Plots.quiet(new CategoryAxis(), Palette.INK);
    axis.setTickLabelFont(Typeface.regular(13));
    axis.setMaximumCategoryLabelWidthRatio(0.28f);
    axis.setTickLabelInsets(new RectangleInsets(0, 2, 0, 8));
    axis.setLowerMargin(0);
    axis.setUpperMargin(0);
    axis.setCategoryMargin(0);
    return axis;
  }

  private static String words(Bar bar, Scale scale) {
    return bar.parts().stream()
        .map(part -> part.name() + " " + Scale.rough(part.value() / scale.factor()))
        .collect(Collectors.joining(", ", bar.runtime() + ": ", " " + scale.unit()));
  }
}
