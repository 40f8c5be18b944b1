package dev.tare.compare;

import dev.tare.result.Metric;
import dev.tare.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as sentences say them, with three significant digits. */
final class Wording {

  private static final double MEBI = 1 << 20;
  private static final int MOST_PARTS = 8;

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

  /** A value of any unit. */
  static String value(Metric.Unit unit, double value) {
    return switch (unit) {
      case NANOSECONDS -> nanos(value);
      case BYTES -> bytes(value);
      case BYTES_PER_SECOND -> bytes(value) + "/s";
      case OPERATIONS_PER_SECOND -> digits(value) + "/s";
      case ONE -> digits(value);
    };
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

  /** {@code round 4}, {@code rounds 1, 3 and 5–8}; of very many parts the first and the last. */
  static String rounds(List<Integer> rounds) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < rounds.size(); ) {
      int end = i;
      while (end + 1 < rounds.size() && rounds.get(end + 1) == rounds.get(end) + 1) {
        end++;
      }
      int last = end - i < 2 ? i : end;
      parts.add(rounds.get(i) + (last == i ? "" : "–" + rounds.get(last)));
      i = last + 1;
    }
    if (parts.size() > MOST_PARTS) {
      return "%d rounds, %s … %s"
          .formatted(rounds.size(), String.join(", ", parts.subList(0, 3)), parts.getLast());
    }
    return (rounds.size() == 1 ? "round " : "rounds ") + list(parts);
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
