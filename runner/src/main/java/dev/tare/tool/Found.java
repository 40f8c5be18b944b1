package dev.tare.tool;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The numbers that were found so far, each of them one that can be true. */
final class Found {
  private static final String FAMILY = "command.";
  private static final int LONGEST_PART = 48;

  /** A day, in nanoseconds: no trial lasts longer. */
  private static final double LONGEST = 8.64e13;

  /** Beyond every machine: 100 TB/s, 10^12 operations a second, a petabyte. */
  private static final double FASTEST = 1e14;

  private static final double MOST_OPERATIONS = 1e12;
  private static final double LARGEST = 1e15;

  private final List<Sample> samples = new ArrayList<>();
  private final Set<String> parts = new HashSet<>();

  /** All of them. */
  List<Sample> all() throws BadOutput {
    if (samples.isEmpty()) {
      throw new BadOutput("none of the numbers is in it that its parser looks for");
    }
    return samples;
  }

  /** A duration in nanoseconds, which is above zero. */
  void time(String what, double nanos, double error) throws BadOutput {
    positive(Metric.duration(FAMILY + what), nanos, error);
  }

  /** Bytes per second, above zero. */
  void bandwidth(String what, double bytesPerSecond, double error) throws BadOutput {
    positive(Metric.throughput(FAMILY + what), bytesPerSecond, error);
  }

  /** Operations per second, above zero. */
  void rate(String what, double perSecond, double error) throws BadOutput {
    positive(
        new Metric(
            FAMILY + what, Metric.Unit.OPERATIONS_PER_SECOND, Metric.Direction.HIGHER_IS_BETTER),
        perSecond,
        error);
  }

  /** A number of things, or a share of them, that there should be few of; may be zero. */
  void few(String what, double number) throws BadOutput {
    add(new Metric(FAMILY + what, Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER), number, 0);
  }

  private void positive(Metric metric, double value, double error) throws BadOutput {
    if (value == 0) {
      throw new BadOutput(metric.name() + " is zero: nothing was done");
    }
    add(metric, value, error);
  }

  /** Any metric, its value checked. */
  void add(Metric metric, double value, double error) throws BadOutput {
    double most =
        switch (metric.unit()) {
          case NANOSECONDS -> LONGEST;
          case BYTES_PER_SECOND -> FASTEST;
          case OPERATIONS_PER_SECOND -> MOST_OPERATIONS;
          case BYTES, ONE -> LARGEST;
        };
    if (!(value >= 0 && value <= most)) {
      throw new BadOutput(
          "%s cannot be %s %s".formatted(metric.name(), value, unit(metric.unit())).strip());
    }
    samples.add(new Sample(metric, value, error));
  }

  /** The same name for a stated metric. */
  static String name(String what) {
    return FAMILY + what;
  }

  private static String unit(Metric.Unit unit) {
    return switch (unit) {
      case NANOSECONDS -> "ns";
      case BYTES -> "bytes";
      case BYTES_PER_SECOND -> "bytes/s";
      case OPERATIONS_PER_SECOND -> "operations/s";
      case ONE -> "";
    };
  }

  /**
   * Something's own name as the last part of a metric's.
   *
   * @throws BadOutput when it has no letter, or two of them would be taken for one
   */
  String part(String name) throws BadOutput {
    String part =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    if (part.isEmpty() || part.length() > LONGEST_PART || !parts.add(part)) {
      throw new BadOutput(
          "'%s' cannot be a part of a metric's name%s"
              .formatted(
                  Lines.cut(name), parts.contains(part) ? ": another has that name already" : ""));
    }
    return part;
  }

  /**
   * Whether so many values tell that quantile: an interval of 95 % has to have an upper end below
   * the largest, which takes ln 0.025 / ln q values (docs/METHODOLOGY.md).
   *
   * @param quantile as in 0.99
   */
  static boolean enough(double quantile, double values) {
    return values >= Math.log(0.025) / Math.log(quantile);
  }
}
