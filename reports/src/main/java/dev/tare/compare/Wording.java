package dev.tare.compare;

import dev.tare.stats.Interval;
import java.util.List;
import java.util.Locale;

/** Numbers as sentences say them, with three significant digits. */
final class Wording {

  private static final double MEBI = 1 << 20;

  private Wording() {}

  /** {@code 142 ns}, {@code 507 ms}, {@code 1.53 s}. */
  static String nanos(double nanos) {
    double size = Math.abs(nanos);
    if (size < 1e3) {
      return digits(nanos) + " ns";
    }
    if (size < 1e6) {
      return digits(nanos / 1e3) + " µs";
    }
    return size < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
  }

  /** Always in MiB, so that two of them can be compared at sight. */
  static String bytes(double bytes) {
    return digits(bytes / MEBI) + " MiB";
  }

  /** Gigabits of ten to the ninth. */
  static String bitRate(double bytesPerSecond) {
    return bits(bytesPerSecond) + " Gbit/s";
  }

  /** The same without the unit. */
  static String bits(double bytesPerSecond) {
    return digits(bytesPerSecond * 8 / 1e9);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  static String times(double ratio) {
    return digits(ratio) + "×";
  }

  static String range(Interval interval) {
    return digits(interval.low()) + "–" + digits(interval.high());
  }

  static String percent(double share) {
    return digits(share * 100) + " %";
  }

  /** Three significant digits, two decimals at most. */
  static String digits(double value) {
    double size = Math.abs(value);
    int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return text.matches("-0(\\.0+)?") ? text.substring(1) : text;
  }
}
