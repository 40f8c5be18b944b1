package dev.tare.report;

import dev.tare.compare.Counts;
import dev.tare.compare.Effect;
import dev.tare.compare.Figure;
import dev.tare.compare.MemoryView.Footprint;
import dev.tare.compare.MemoryView.KernelPart;
import dev.tare.compare.MemoryView.Part;
import dev.tare.compare.MemoryView.Reconciliation;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.MetricComparison.RoundValue;
import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.compare.MetricComparison.Summary;
import dev.tare.compare.Precision;
import dev.tare.compare.StartupView;
import dev.tare.compare.StartupView.Curve;
import dev.tare.compare.StartupView.PhaseTime;
import dev.tare.compare.StartupView.Point;
import dev.tare.compare.Statistic;
import dev.tare.result.Component;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Invented values of the right shape and size; nothing here was measured. */
public final class Samples {
  private static final double MILLI = 1e6;
  private static final double MIB = 1 << 20;

  private Samples() {}

  public static Figure known(double value, double spread, int n) {
    return new Figure.Known(
        value, Optional.of(new Interval(value - spread, value + spread, 0.95)), n, "");
  }

  public static Figure bare(double value, int n) {
    return new Figure.Known(value, Optional.empty(), n, "needs 36 pods, has " + n);
  }

  public static Effect.Ratio ratio(double value, double spread, boolean inverse) {
    return new Effect.Ratio(
        value,
        new Interval(value - spread, value + spread * 1.1, 0.961),
        inverse,
        0.0005,
        0.06,
        12);
  }

  /** A skewed distribution of start-up times. */
  public static List<Point> points(double fastestMillis, double spreadMillis, int n, int missing) {
    SplittableRandom random = new SplittableRandom(Math.round(fastestMillis * 10) + n);
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      double u = (random.nextDouble() + random.nextDouble() + random.nextDouble()) / 3;
      values[i] = (fastestMillis + spreadMillis * u) * MILLI;
    }
    Arrays.sort(values);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      points.add(new Point(values[i], (i + 1.0) / (n + missing)));
    }
    return points;
  }

  public static Curve curve(
      String runtime, double fastest, double spread, int n, int censored, double... phases) {
    List<PhaseTime> times = new ArrayList<>();
    String[] names = {"sandbox", "create", "start", "application"};
    Phase[] marks = {
      Phase.REQUESTED,
      Phase.SANDBOX_CREATED,
      Phase.CONTAINER_CREATED,
      Phase.START_ANSWERED,
      Phase.CALLED_HOME
    };
    for (int i = 0; i < phases.length; i++) {
      times.add(
          new PhaseTime(
              names[i],
              marks[i],
              marks[i + 1],
              known(phases[i] * MILLI, phases[i] * MILLI * 0.03, n),
              i == 3));
    }
    return new Curve(
        runtime,
        points(fastest, spread, n, censored),
        censored > 0 ? 60_000_000_000L : 0,
        new Counts(n, censored, 0, List.of()),
        times);
  }

  public static StartupView startup(Curve... curves) {
    return new StartupView("serial", "startup.home_call", List.of(curves), List.of());
  }

  public static Footprint footprint(String runtime, double cgroup, Object... parts) {
    List<Part> components = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < parts.length; i += 2) {
      double pss = (Double) parts[i + 1] * MIB;
      sum += pss;
      components.add(new Part((Component) parts[i], pss, pss * 0.6, pss * 0.3, pss * 0.1, 0));
    }
    return new Footprint(
        runtime,
        10,
        components,
        known(sum, 0.01 * sum, 12),
        known(sum * 0.4, 0.01 * sum, 12),
        known(cgroup * MIB, 0.3 * MIB, 12),
        known(sum * 1.12, 0.02 * sum, 12),
        known(9.5 * MIB, 2 * MIB, 12),
        new Reconciliation(
            List.of(
                new KernelPart("PageTables", 0.8 * MIB),
                new KernelPart("Slab", 2.1 * MIB),
                new KernelPart("Percpu", 0.3 * MIB)),
            known(0.9 * MIB, 0.4 * MIB, 12),
            "Of the node's memory per pod, processes hold 89 %, the kernel's own tables 9 %;"
                + " 2 % is unexplained."),
        List.of());
  }

  /** One metric of several runtimes: medians, with ratios to the first. */
  public static MetricComparison metric(
      String workload,
      String family,
      Metric metric,
      String label,
      List<String> runtimes,
      double... medians) {
    boolean inverse = metric.direction() == Metric.Direction.HIGHER_IS_BETTER;
    return new MetricComparison(
        workload,
        family,
        metric,
        label,
        precision(family, medians[0]),
        IntStream.range(0, medians.length)
            .mapToObj(
                i -> {
                  double cost = inverse ? medians[0] / medians[i] : medians[i] / medians[0];
                  Effect effect = i == 0 ? new Effect.Control() : ratio(cost, cost * 0.04, inverse);
                  return values(runtimes.get(i), medians[i], effect, family.equals("startup"));
                })
            .toList());
  }

  private static Precision precision(String family, double value) {
    return switch (family) {
      case "startup" -> new Precision("harness", 1e5, 1.1e7);
      case "jmh" -> new Precision("pod, checked against the node's", value / 1_000, value / 1_000);
      case "network" -> new Precision("server pod", 0, 0);
      default -> new Precision("", 0, 0);
    };
  }

  private static RuntimeValues values(String runtime, double median, Effect effect, boolean p90) {
    List<RoundValue> rounds =
        IntStream.rangeClosed(1, 12)
            .mapToObj(round -> new RoundValue(round, median * (1 + (round - 6.5) / 500)))
            .toList();
    return new RuntimeValues(
        runtime,
        120,
        known(median, median * 0.02, 120),
        known(median * 1.14, median * 0.05, 120),
        new Figure.Absent("needs 368 pods, has 120"),
        p90
            ? List.of(
                new Summary(Statistic.MEDIAN, rounds, effect),
                new Summary(Statistic.P90, rounds, effect))
            : List.of(new Summary(Statistic.MEAN, rounds, effect)));
  }
}
