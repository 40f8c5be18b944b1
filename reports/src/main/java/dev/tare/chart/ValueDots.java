package dev.tare.chart;

import dev.tare.chart.RowDots.Dot;
import dev.tare.compare.Figure;
import java.util.List;
import java.util.stream.Collectors;
import org.jfree.chart.axis.ValueAxis;

/** Values of several things, with their intervals: a row for each thing, a marker per runtime. */
public final class ValueDots {
  private static final int WIDTH = 568;
  private static final int AXIS = 42;

  /** From this ratio of the largest to the smallest value on, the axis is logarithmic. */
  private static final double WIDE = 8;

  private ValueDots() {}

  /** One thing. */
  public record Row(String label, List<Value> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  /** One runtime's value, in the scale's stored unit. */
  public record Value(String runtime, Look look, Figure.Known figure) {
    double low() {
      return figure.interval().map(interval -> interval.low()).orElse(figure.value());
    }

    double high() {
      return figure.interval().map(interval -> interval.high()).orElse(figure.value());
    }
  }

  /** The chart; the rows from the top. */
  public static Picture of(
      String name, String title, String subtitle, String axisLabel, Scale scale, List<Row> rows) {
    List<RowDots.Row> dots = rows.stream().map(row -> dots(row, scale)).toList();
    return new Picture(
        name,
        title,
        subtitle,
        rows.stream().map(row -> words(row, scale)).collect(Collectors.joining("; ", "", ".")),
        data(rows, scale),
        Plots.chart(RowDots.plot(dots, axis(axisLabel, dots))),
        WIDTH,
        RowDots.height(dots) + AXIS);
  }

  private static DataTable data(List<Row> rows, Scale scale) {
    return new DataTable(
        List.of("what", "runtime", scale.unit(), "from", "to", "n"),
        rows.stream()
            .flatMap(row -> row.values().stream().map(value -> cells(row, value, scale)))
            .toList());
  }

  private static List<String> cells(Row row, Value value, Scale scale) {
    boolean interval = value.figure().interval().isPresent();
    return List.of(
        row.label(),
        value.runtime(),
        scale.digits(value.figure().value()),
        interval ? scale.digits(value.low()) : "–",
        interval ? scale.digits(value.high()) : "–",
        "" + value.figure().n());
  }

  private static ValueAxis axis(String label, List<RowDots.Row> rows) {
    double low = Double.MAX_VALUE;
    double high = 0;
    for (RowDots.Row row : rows) {
      for (Dot dot : row.dots()) {
        low = Math.min(low, dot.low());
        high = Math.max(high, dot.high());
      }
    }
    if (low <= 0 || high / low < WIDE) {
      return Plots.fromZero(label, high * 1.08);
    }
    return new LogTicks(label + " (logarithmic)", low * 0.8, high * 1.25, Scale::threeDigitsOrLess);
  }

  private static RowDots.Row dots(Row row, Scale scale) {
    return new RowDots.Row(
        row.label(),
        row.values().stream()
            .map(
                value ->
                    new Dot(
                        value.look(),
                        value.figure().value() / scale.factor(),
                        value.low() / scale.factor(),
                        value.high() / scale.factor(),
                        scale.digits(value.figure().value()) + " " + value.runtime()))
            .toList());
  }

  private static String words(Row row, Scale scale) {
    return row.values().stream()
        .map(value -> value.runtime() + " " + scale.text(value.figure().value()))
        .collect(Collectors.joining(", ", row.label() + ": ", ""));
  }
}
