package dev.tare.chart;

import dev.tare.compare.StartupView.Curve;
import dev.tare.compare.StartupView.Point;
import dev.tare.result.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How long until a pod answers: the share of pods that had answered by a time. */
public final class StartupEcdf {
  /** From this ratio of the slowest to the fastest answer on, the axis is logarithmic. */
  private static final double WIDE = 30;

  private static final int WIDTH = 568;
  private static final int HEIGHT = 282;

  private StartupEcdf() {}

  /**
   * One runtime's curve with its direct label.
   *
   * @param name the runtime
   * @param median as text: {@code 507 ms}; empty when fewer than half of the pods answered
   * @param censored what became of the pods above the end of the curve; empty when there are none
   */
  public record Line(Curve curve, Look look, String name, String median, String censored) {}

  /**
   * The chart of the curves that have at least one answer.
   *
   * @param interval what is timed: {@code the request to the pod's home call}
   */
  public static Picture of(List<Line> all, String interval) {
    List<Line> lines = all.stream().filter(line -> !line.curve().points().isEmpty()).toList();
    double fastest = lines.stream().mapToDouble(StartupEcdf::first).min().orElse(1);
    double slowest = lines.stream().mapToDouble(StartupEcdf::last).max().orElse(1);
    boolean log = slowest / Math.max(1, fastest) > WIDE;
    Scale scale = Scale.of(Metric.Unit.NANOSECONDS, log ? fastest : slowest);
    XYPlot plot = new XYPlot();
    ValueAxis time = axis(scale, log, fastest, slowest, interval);
    plot.setDomainAxis(time);
    plot.setRangeAxis(share());
    plot.setDataset(data(lines, scale, time.getUpperBound()));
    plot.setRenderer(steps(lines));
    Plots.grid(plot, false);
    plot.addAnnotation(new CurveLabels(lines, scale));
    int pods = lines.stream().mapToInt(line -> line.curve().counts().total()).sum();
    return new Picture(
        "startup-ecdf",
        "How long until a pod answers",
        "share of pods, all " + pods,
        "Share of pods that had answered by a time. "
            + lines.stream()
                .map(
                    line ->
                        (line.name() + " " + line.median()).strip()
                            + (line.censored().isEmpty() ? "" : ", " + line.censored()))
                .collect(Collectors.joining("; ", "Medians: ", ".")),
        data(lines),
        Plots.chart(plot),
        WIDTH,
        HEIGHT);
  }

  private static ValueAxis axis(
      Scale scale, boolean log, double fastest, double slowest, String interval) {
    String label = "%s from %s%s".formatted(scale.unit(), interval, log ? " (logarithmic)" : "");
    ValueAxis axis =
        log
            ? new LogTicks(
                label,
                fastest / scale.factor() * 0.8,
                slowest / scale.factor() * 1.5,
                Scale::threeDigitsOrLess)
            : Plots.fromZero(label, slowest / scale.factor() * 1.12);
    return axis;
  }

  private static NumberAxis share() {
    NumberAxis axis = Plots.quiet(new NumberAxis(), Palette.MUTED);
    axis.setRange(-0.005, 1.02);
    axis.setTickUnit(
        new NumberTickUnit(0.25) {
          private static final long serialVersionUID = 1;

          @Override
          public String valueToString(double value) {
            return String.format(Locale.ROOT, "%.0f %%", value * 100);
          }
        });
    return axis;
  }

  /** When each twentieth of the pods had answered, as read off the curves. */
  private static DataTable data(List<Line> lines) {
    List<String> columns = new ArrayList<>(List.of("share of pods"));
    lines.forEach(line -> columns.add(line.name() + ", ms"));
    List<List<String>> rows = new ArrayList<>();
    for (int twentieth = 1; twentieth <= 20; twentieth++) {
      double share = twentieth / 20.0;
      List<String> row = new ArrayList<>(List.of(twentieth * 5 + " %"));
      for (Line line : lines) {
        row.add(
            line.curve().points().stream()
                .filter(point -> point.share() >= share - 1e-9)
                .findFirst()
                .map(point -> Scale.MILLISECONDS.digits(point.nanos()))
                .orElse("never"));
      }
      rows.add(row);
    }
    return new DataTable(columns, rows);
  }

  private static XYSeriesCollection data(List<Line> lines, Scale scale, double right) {
    XYSeriesCollection data = new XYSeriesCollection();
    for (int i = 0; i < lines.size(); i++) {
      XYSeries series = new XYSeries(i, false);
      List<Point> points = lines.get(i).curve().points();
      double before = 0;
      for (Point point : points) {
        series.add(point.nanos() / scale.factor(), before);
        series.add(point.nanos() / scale.factor(), point.share());
        before = point.share();
      }
      if (points.getLast().share() < 1) {
        // The rest had not answered when it was given up: the curve goes on and does not rise.
        series.add(right, points.getLast().share());
      }
      data.addSeries(series);
    }
    return data;
  }

  /** Each curve is one path, so that dashes run through and the SVG stays small. */
  private static XYLineAndShapeRenderer steps(List<Line> lines) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    for (int i = 0; i < lines.size(); i++) {
      renderer.setSeriesPaint(i, lines.get(i).look().mark());
      renderer.setSeriesStroke(i, lines.get(i).look().stroke(2));
    }
    return renderer;
  }

  private static double first(Line line) {
    return line.curve().points().getFirst().nanos();
  }

  private static double last(Line line) {
    return line.curve().points().getLast().nanos();
  }
}
