package dev.tare.report;

import dev.tare.chart.CostForest;
import dev.tare.chart.Look;
import dev.tare.chart.NetworkDots;
import dev.tare.chart.Picture;
import dev.tare.chart.Scale;
import dev.tare.chart.StackedBars;
import dev.tare.chart.StackedBars.Bar;
import dev.tare.chart.StackedBars.Part;
import dev.tare.chart.StartupEcdf;
import dev.tare.chart.ValueDots;
import dev.tare.compare.Comparison;
import dev.tare.compare.MemoryView;
import dev.tare.compare.MemoryView.Footprint;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.StartupView;
import dev.tare.compare.StartupView.Curve;
import dev.tare.compare.StartupView.PhaseTime;
import dev.tare.compare.Table;
import dev.tare.result.Component;
import dev.tare.result.Metric;
import dev.tare.scenario.RuntimeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which pictures a comparison has data for, in the order in which they are read. */
final class Pictures {
  /** A component has the same shade in every bar; large neighbours differ most. */
  private static final List<Component> SHADED =
      List.of(
          Component.SHIM,
          Component.RUNSC_WAIT,
          Component.GOFER,
          Component.SENTRY,
          Component.STUB,
          Component.PAUSE,
          Component.VMM,
          Component.VIRTIOFSD,
          Component.WORKLOAD,
          Component.OTHER);

  private static final int LONGEST_NAME = 120;

  /** Of a chart of commands; the tables have them all. */
  private static final int MOST_ROWS = 16;

  private final Comparison comparison;
  private final List<String> runtimes;

  Pictures(Comparison comparison) {
    this.comparison = comparison;
    this.runtimes =
        comparison.run().runtimes().stream().filter(name -> !RuntimeSpec.isTwin(name)).toList();
  }

  List<Picture> all() {
    Stream<Optional<Picture>> known =
        Stream.of(startup(), cost(), phases(), memory(), syscalls(), bandwidth(), network());
    return Stream.concat(known, commands()).flatMap(Optional::stream).toList();
  }

  /** The look of that runtime, the same in every chart and table. */
  Look look(String runtime) {
    int index = runtimes.indexOf(runtime);
    return Look.of(index < 0 ? runtimes.size() : index);
  }

  private Optional<Picture> startup() {
    return startupView()
        .filter(view -> view.runtimes().stream().anyMatch(curve -> !curve.points().isEmpty()))
        .map(
            view ->
                StartupEcdf.of(
                    view.runtimes().stream().map(this::line).toList(), interval(view.metric())));
  }

  private static String interval(String metric) {
    String begin = metric.startsWith("startup.open.") ? "when it was due" : "the request";
    return begin + " to " + stop(metric);
  }

  private static String stop(String metric) {
    return switch (metric.substring(metric.lastIndexOf('.') + 1)) {
      case "first_output" -> "the pod's first output";
      case "output_received" -> "the arrival of the pod's first output";
      case "tcp" -> "the pod's port accepting";
      case "http" -> "the pod's answer to HTTP";
      case "log_line" -> "the pod's log line";
      case "log_line_received" -> "the arrival of the pod's log line";
      default -> "the pod's home call";
    };
  }

  private StartupEcdf.Line line(Curve curve) {
    String median =
        row(curve.runtime())
            .flatMap(row -> row.startupMedianNanos().known())
            .map(known -> Scale.MILLISECONDS.text(known.value()))
            .orElse("");
    int missing = curve.counts().censored() + curve.counts().failed();
    String rest = "";
    if (missing > 0) {
      rest =
          String.format(
              Locale.ROOT,
              "%s: %d of %d %s",
              name(curve.runtime()),
              missing,
              curve.counts().total(),
              curve.counts().censored() == 0
                  ? "failed"
                  : curve.counts().failed() == 0
                      ? "not within " + seconds(curve.limitNanos())
                      : "failed or were too slow");
    }
    return new StartupEcdf.Line(curve, look(curve.runtime()), name(curve.runtime()), median, rest);
  }

  private static String seconds(long nanos) {
    return new Scale("s", 1e9).text((double) nanos).replaceAll("\\.0+ s", " s");
  }

  private Optional<Picture> phases() {
    return startupView()
        .map(view -> view.runtimes().stream().map(this::phases).toList())
        .filter(bars -> bars.stream().anyMatch(bar -> !bar.parts().isEmpty()))
        .map(
            bars ->
                StackedBars.of(
                    "phases",
                    "Where the time goes",
                    "median of each phase, ms",
                    "ms",
                    Scale.MILLISECONDS,
                    bars));
  }

  private Bar phases(Curve curve) {
    List<String> names =
        startupView().stream()
            .flatMap(view -> view.runtimes().stream())
            .flatMap(any -> any.phases().stream())
            .map(PhaseTime::name)
            .distinct()
            .toList();
    List<Part> parts = new ArrayList<>();
    for (PhaseTime phase : curve.phases()) {
      if (!phase.signed()) {
        phase
            .nanos()
            .known()
            .filter(known -> known.value() >= 0)
            .ifPresent(
                known ->
                    parts.add(
                        new Part(
                            Plain.line(phase.name()), known.value(), names.indexOf(phase.name()))));
      }
    }
    return new Bar(name(curve.runtime()), look(curve.runtime()), parts);
  }

  private Optional<Picture> memory() {
    return comparison.memory().stream()
        .filter(view -> view.workload().equals(comparison.table().memoryWorkload()))
        .findFirst()
        .filter(
            view ->
                view.runtimes().stream().anyMatch(footprint -> !footprint.components().isEmpty()))
        .map(this::memory);
  }

  private Picture memory(MemoryView view) {
    return StackedBars.of(
        "memory",
        "Where the memory goes",
        "PSS of the processes that serve one pod, mean, MiB",
        "MiB per pod",
        Scale.MEBIBYTES,
        view.runtimes().stream().map(this::memory).toList());
  }

  private Bar memory(Footprint footprint) {
    return new Bar(
        name(footprint.runtime()),
        look(footprint.runtime()),
        footprint.components().stream()
            .map(
                part ->
                    new Part(
                        part.component().label().replace('_', ' '),
                        part.pss() + part.hugetlb(),
                        Math.max(0, SHADED.indexOf(part.component()))))
            .toList());
  }

  private Optional<Picture> cost() {
    List<CostForest.Row> rows =
        Costs.of(comparison).stream()
            .map(
                cost ->
                    new CostForest.Row(
                        Plain.line(cost.label()),
                        cost.ratios().stream()
                            .map(
                                ratio ->
                                    new CostForest.Cost(
                                        name(ratio.runtime()),
                                        look(ratio.runtime()),
                                        ratio.effect()))
                            .toList()))
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    boolean several =
        rows.stream()
                .flatMap(row -> row.costs().stream())
                .map(CostForest.Cost::runtime)
                .distinct()
                .count()
            > 1;
    return Optional.of(CostForest.of(rows, name(comparison.run().control()), several));
  }

  private Optional<Picture> syscalls() {
    List<ValueDots.Row> rows = suite(Metric.Unit.NANOSECONDS);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ValueDots.of(
                "syscalls",
                "What a call into the kernel costs",
                "median of the rounds, 95 % interval, the empty foreign call included",
                "ns per call",
                Scale.NANOSECONDS,
                rows));
  }

  /** What commands said, those of one unit together. */
  private Stream<Optional<Picture>> commands() {
    return Stream.of(
        commands(Metric.Unit.OPERATIONS_PER_SECOND, "rates", "per second", Scale.PER_SECOND),
        commands(Metric.Unit.NANOSECONDS, "times", "µs", Scale.MICROSECONDS),
        commands(Metric.Unit.BYTES_PER_SECOND, "transfers", "MiB/s", Scale.MEBIBYTES_PER_SECOND));
  }

  private Optional<Picture> commands(Metric.Unit unit, String what, String axis, Scale scale) {
    List<ValueDots.Row> rows =
        comparison.metrics().stream()
            .filter(metric -> metric.family().equals("command"))
            .filter(metric -> metric.metric().unit() == unit)
            .map(metric -> values(metric, metric.workload() + ": " + metric.label()))
            .filter(row -> !row.values().isEmpty())
            .limit(MOST_ROWS)
            .toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ValueDots.of(
                "command-" + what,
                "What the commands say: " + what,
                "median of the rounds, 95 % interval, " + axis + ", by the tools' own clocks",
                axis,
                scale,
                rows));
  }

  private Optional<Picture> bandwidth() {
    List<ValueDots.Row> rows = suite(Metric.Unit.BYTES_PER_SECOND);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ValueDots.of(
                "bandwidth",
                "How fast memory is that no cache holds",
                "median of the rounds, 95 % interval",
                "GB/s",
                Scale.GIGABYTES,
                rows));
  }

  /** A row for each benchmark; of one that several cases ran, that of the first. */
  private List<ValueDots.Row> suite(Metric.Unit unit) {
    Set<String> taken = new HashSet<>();
    return comparison.metrics().stream()
        .filter(metric -> metric.family().equals("jmh"))
        .filter(metric -> metric.metric().unit() == unit)
        .filter(metric -> !metric.metric().name().endsWith(".call"))
        .filter(metric -> taken.add(metric.metric().name()))
        .map(this::values)
        .filter(row -> !row.values().isEmpty())
        .toList();
  }

  private ValueDots.Row values(MetricComparison metric) {
    return values(metric, metric.label());
  }

  private ValueDots.Row values(MetricComparison metric, String label) {
    return new ValueDots.Row(
        Plain.line(label),
        metric.runtimes().stream()
            .filter(values -> !RuntimeSpec.isTwin(values.runtime()))
            .flatMap(
                values ->
                    values.median().known().stream()
                        .filter(known -> known.value() > 0)
                        .map(
                            known ->
                                new ValueDots.Value(
                                    name(values.runtime()), look(values.runtime()), known)))
            .toList());
  }

  private Optional<Picture> network() {
    List<NetworkDots.Row> rows =
        comparison.table().rows().stream()
            .map(
                row ->
                    new NetworkDots.Row(
                        name(row.runtime()),
                        look(row.runtime()),
                        row.throughputBytesPerSecond(),
                        row.requestMedianNanos(),
                        row.requestP99Nanos()))
            .toList();
    boolean any =
        rows.stream()
            .flatMap(row -> Stream.of(row.throughput(), row.median(), row.p99()))
            .anyMatch(figure -> figure.known().isPresent());
    return any ? Optional.of(NetworkDots.of(rows, "throughput")) : Optional.empty();
  }

  private Optional<StartupView> startupView() {
    return comparison.startup().stream()
        .filter(view -> view.workload().equals(comparison.table().startupWorkload()))
        .findFirst();
  }

  private Optional<Table.Row> row(String runtime) {
    return comparison.table().rows().stream()
        .filter(row -> row.runtime().equals(runtime))
        .findFirst();
  }

  private static String name(String runtime) {
    return Plain.line(Plain.excerpt(runtime, LONGEST_NAME));
  }
}
