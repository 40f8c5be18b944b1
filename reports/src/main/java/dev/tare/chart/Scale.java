package dev.tare.chart;

import dev.tare.compare.Figure;
import dev.tare.result.Metric;
import java.util.Locale;

/**
 * A readable unit for values that are stored in ns, bytes, bytes/s, operations/s or 1.
 *
 * @param unit as shown, for example {@code ms}; empty for plain numbers
 * @param factor stored value per shown unit
 */
public record Scale(String unit, double factor) {

  public static final Scale MILLISECONDS = new Scale("ms", 1e6);
  public static final Scale MEBIBYTES = new Scale("MiB", 1 << 20);
  public static final Scale MEBIBYTES_PER_SECOND = new Scale("MiB/s", 1 << 20);
  public static final Scale PER_SECOND = new Scale("/s", 1);
  public static final Scale NANOSECONDS = new Scale("ns", 1);
  public static final Scale GIGABITS = new Scale("Gbit/s", 1.25e8);
  public static final Scale GIGABYTES = new Scale("GB/s", 1e9);
  public static final Scale MICROSECONDS = new Scale("µs", 1e3);

  /** The unit in which that value is best read. */
  public static Scale of(Metric.Unit unit, double typical) {
    double size = Math.abs(typical);
    return switch (unit) {
      case NANOSECONDS ->
          size >= 1e10
              ? new Scale("s", 1e9)
              : size >= 1e6 ? MILLISECONDS : size >= 1e4 ? MICROSECONDS : NANOSECONDS;
      case BYTES -> size >= 1 << 17 ? MEBIBYTES : new Scale("KiB", 1 << 10);
      case BYTES_PER_SECOND -> size >= 1.25e7 ? GIGABITS : new Scale("Mbit/s", 1.25e5);
      case OPERATIONS_PER_SECOND -> PER_SECOND;
      case ONE -> new Scale("", 1);
    };
  }

  /** The value in this unit, to three significant digits, without the unit's name. */
  public String digits(double value) {
    return threeDigits(value / factor);
  }

  /** The value with its unit. */
  public String text(double value) {
    return unit.isEmpty() ? digits(value) : digits(value) + " " + unit;
  }

  /** The interval in brackets, after a space; empty when there is none. */
  String interval(Figure.Known known) {
    return known
        .interval()
        .map(interval -> " (" + digits(interval.low()) + "–" + digits(interval.high()) + ")")
        .orElse("");
  }

  /** A probability: {@code 0.03}, {@code < 0.001}. */
  public static String probability(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
  }

  /** Three significant digits, thousands apart; whole numbers are not cut. */
  public static String threeDigits(double value) {
    double size = Math.abs(value);
    int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : size == 0 ? 0 : 3;
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    String plain = text.replace(',', '\u202f').replace('-', '−');
    return size < 0.0005 && size > 0 ? String.format(Locale.ROOT, "%.1e", value) : plain;
  }

  /** The same without zeros at the end, for round numbers on axes. */
  static String threeDigitsOrLess(double value) {
    String text = threeDigits(value);
    return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** About two significant digits and the whole number at least, for labels inside charts. */
  static String rough(double value) {
    double size = Math.abs(value);
    int decimals = size >= 9.95 || size == 0 ? 0 : size >= 0.095 ? 1 : 2;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(',', '\u202f');
  }
}
