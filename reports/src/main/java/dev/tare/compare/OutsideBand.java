package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.result.Metric;
import dev.tare.result.Receipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A figure that lies outside of what was published of its kind. It is marked and never changed.
 *
 * @param statistic {@code median}, {@code p90} or {@code p99}
 * @param value in the metric's unit
 * @param words for a footnote: the band, whose it is, from when, and of what
 */
public record OutsideBand(
    String workload,
    String metric,
    String runtime,
    String statistic,
    double value,
    Band band,
    String words) {
  private static final Map<String, Function<RuntimeValues, Figure>> STATISTICS = statistics();

  private static Map<String, Function<RuntimeValues, Figure>> statistics() {
    Map<String, Function<RuntimeValues, Figure>> statistics = new LinkedHashMap<>();
    statistics.put("median", RuntimeValues::median);
    statistics.put("p90", RuntimeValues::p90);
    statistics.put("p99", RuntimeValues::p99);
    return statistics;
  }

  /** All of them, in the order of the metrics; runtimes without a receipt have none. */
  static List<OutsideBand> of(
      List<MetricComparison> metrics, Function<String, List<Receipt>> receipts) {
    List<OutsideBand> outside = new ArrayList<>();
    for (MetricComparison metric : metrics) {
      for (RuntimeValues values : metric.runtimes()) {
        for (Receipt receipt : receipts.apply(values.runtime())) {
          Band.ALL.stream()
              .filter(band -> band.metric().equals(metric.metric().name()) && band.fits(receipt))
              .forEach(band -> add(metric, values, band, outside));
        }
      }
    }
    return List.copyOf(outside);
  }

  private static void add(
      MetricComparison metric, RuntimeValues values, Band band, List<OutsideBand> outside) {
    STATISTICS.forEach(
        (name, figure) -> {
          if (band.statistics().contains(name)
              && figure.apply(values) instanceof Figure.Known known
              && !band.holds(known.value())) {
            outside.add(
                new OutsideBand(
                    metric.workload(),
                    metric.metric().name(),
                    values.runtime(),
                    name,
                    known.value(),
                    band,
                    words(band, metric.metric().unit())));
          }
        });
  }

  private static String words(Band band, Metric.Unit unit) {
    String range =
        band.low() == 0
            ? "above " + number(band.high(), unit)
            : "outside %s–%s".formatted(number(band.low(), unit), number(band.high(), unit));
    return "%s (published: %s; %s, %s; %s)"
        .formatted(range, band.published(), band.source(), band.date(), band.definition());
  }

  private static String number(double value, Metric.Unit unit) {
    // Published rates of bytes are the network's.
    return unit == Metric.Unit.BYTES_PER_SECOND
        ? Wording.bitRate(value)
        : Wording.value(unit, value);
  }
}
