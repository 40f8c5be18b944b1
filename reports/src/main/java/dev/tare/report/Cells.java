package dev.tare.report;

import dev.tare.chart.CostForest;
import dev.tare.chart.Scale;
import dev.tare.compare.Counts;
import dev.tare.compare.Effect;
import dev.tare.compare.Figure;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.Precision;
import dev.tare.result.Metric;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.stats.Interval;
import java.util.Locale;

/** Numbers as words, the same in HTML and in the terminal. */
public final class Cells {
  static final String NONE = "–";

  private Cells() {}

  /** The value alone. */
  public static String value(Figure figure, Scale scale) {
    return figure.known().map(known -> scale.digits(known.value())).orElse(NONE);
  }

  /** Its interval, {@code 134–139}; empty when there is none. */
  public static String interval(Figure figure, Scale scale) {
    return figure.known().flatMap(Figure.Known::interval).map(i -> range(i, scale)).orElse("");
  }

  /** Why there is no value; empty when there is one. */
  public static String because(Figure figure) {
    return figure instanceof Figure.Absent absent ? absent.because() : "";
  }

  public static String range(Interval interval, Scale scale) {
    String between = interval.low() < 0 ? " to " : "–";
    return scale.digits(interval.low()) + between + scale.digits(interval.high());
  }

  /** The effect alone: {@code 1}, {@code 3.62×}, {@code +79.0}. */
  public static String effect(Effect effect, Scale scale) {
    return switch (effect) {
      case Effect.Control _ -> "1";
      case Effect.Ratio ratio -> CostForest.text(ratio.value());
      case Effect.Difference difference -> signed(difference.value(), scale);
      case Effect.None none -> apart(none) ? none.because() : NONE;
    };
  }

  /** Whether the cell itself says why it has no number: a node is no property of a runtime. */
  static boolean apart(Effect.None none) {
    return none.because().equals(Effect.None.DIFFERENT_NODES);
  }

  /** Its interval; empty when there is no effect. */
  public static String effectInterval(Effect effect, Scale scale) {
    return switch (effect) {
      case Effect.Ratio ratio -> ratioRange(ratio.interval());
      case Effect.Difference difference ->
          signed(difference.interval().low(), scale)
              + " to "
              + signed(difference.interval().high(), scale);
      case Effect.Control _, Effect.None _ -> "";
    };
  }

  /** Whether it differs from the control beyond its interval. */
  public static boolean shown(Effect effect) {
    return switch (effect) {
      case Effect.Ratio ratio -> ratio.shown();
      case Effect.Difference difference -> difference.shown();
      case Effect.Control _, Effect.None _ -> false;
    };
  }

  public static String p(Effect effect) {
    return switch (effect) {
      case Effect.Ratio ratio -> Scale.probability(ratio.p());
      case Effect.Difference difference -> Scale.probability(difference.p());
      case Effect.Control _, Effect.None _ -> "";
    };
  }

  /** The smallest difference that these rounds could show. */
  public static String detectable(Effect effect, Scale scale) {
    return switch (effect) {
      case Effect.Ratio ratio -> percent(ratio.detectable());
      case Effect.Difference difference -> scale.text(difference.detectable());
      case Effect.Control _, Effect.None _ -> "";
    };
  }

  public static String rounds(Effect effect) {
    return switch (effect) {
      case Effect.Ratio ratio -> "" + ratio.rounds();
      case Effect.Difference difference -> "" + difference.rounds();
      case Effect.Control _, Effect.None _ -> "";
    };
  }

  public static String percent(double share) {
    double percent = share * 100;
    return String.format(Locale.ROOT, percent < 1 ? "%.1f %%" : "%.0f %%", percent);
  }

  /** {@code 0 / 120}: pods that failed or were censored, of all. */
  public static String lost(Counts counts) {
    return counts.failed() + counts.censored() + " / " + counts.total();
  }

  /**
   * A bound of the values' error: {@code error ≤ 0.1 ms, at worst 11 ms}; each bound in the unit in
   * which it is best read.
   */
  static String error(Precision precision, Metric.Unit unit) {
    if (!precision.bounded()) {
      return "error: no bound known";
    }
    String worst = Scale.of(unit, precision.worst()).text(precision.worst());
    if (precision.error() == 0) {
      return "error ≤ " + worst + " where known";
    }
    String usual = Scale.of(unit, precision.error()).text(precision.error());
    return usual.equals(worst) ? "error ≤ " + worst : "error ≤ " + usual + ", at worst " + worst;
  }

  /** The A/A twin by a name that says what it is. */
  public static String runtime(String name) {
    return RuntimeSpec.isTwin(name)
        ? name.substring(0, name.lastIndexOf('#')) + " again (A/A)"
        : name;
  }

  /** One scale for all values of a metric, chosen by its smallest median. */
  public static Scale scale(MetricComparison metric) {
    if (metric.metric().name().startsWith("bandwidth.")) {
      return Scale.GIGABYTES;
    }
    double typical =
        metric.runtimes().stream()
            .flatMap(values -> values.median().known().stream())
            .mapToDouble(Figure.Known::value)
            .filter(value -> value != 0)
            .map(Math::abs)
            .min()
            .orElse(0);
    boolean disks =
        metric.family().equals("command")
            && metric.metric().unit() == Metric.Unit.BYTES_PER_SECOND
            && !metric.metric().name().startsWith("command.throughput");
    return disks ? Scale.MEBIBYTES_PER_SECOND : Scale.of(metric.metric().unit(), typical);
  }

  private static String ratioRange(Interval interval) {
    return Scale.threeDigits(interval.low()) + "–" + Scale.threeDigits(interval.high());
  }

  private static String signed(double value, Scale scale) {
    String digits = scale.digits(value);
    return value > 0 ? "+" + digits : digits;
  }
}
