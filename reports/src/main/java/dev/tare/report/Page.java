package dev.tare.report;

import dev.tare.chart.Look;
import dev.tare.chart.Picture;
import dev.tare.chart.Scale;
import dev.tare.chart.Svg;
import dev.tare.compare.Comparison;
import dev.tare.compare.Counts.Cause;
import dev.tare.compare.Effect;
import dev.tare.compare.Figure;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.OutsideBand;
import dev.tare.compare.Precision;
import dev.tare.compare.StartupView;
import dev.tare.compare.Statistic;
import dev.tare.compare.Table.Row;
import dev.tare.compare.TwinCheck;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.scenario.RuntimeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the templates show: a comparison, and what is derived from it by choosing and wording. */
public final class Page {
  private static final int LONGEST_MESSAGE = 600;
  private static final int LONGEST_SCENARIO = 60_000;

  private static final Pattern BEFORE_UNIT =
      Pattern.compile("(?<=\\d) (?=(?:[nµm]?s|MiB|Gbit/s|%)(?![A-Za-z]))");

  private final Comparison comparison;
  private final Pictures pictures;
  private final List<OutsideBand> outside;

  Page(Comparison comparison) {
    this.comparison = comparison;
    this.pictures = new Pictures(comparison);
    this.outside = comparison.outsideBands();
  }

  public Comparison comparison() {
    return comparison;
  }

  public Run run() {
    return comparison.run();
  }

  public String title() {
    return run().question().isBlank() ? run().name() : run().question();
  }

  public String badge() {
    return Badge.of(comparison).words();
  }

  public String badgeTone() {
    return Badge.of(comparison).tone();
  }

  /** Lines of parts that are not broken. */
  public List<List<String>> headline() {
    return Stream.of(Headline.where(comparison), Headline.how(comparison))
        .map(
            parts ->
                IntStream.range(0, parts.size())
                    .mapToObj(i -> (i == 0 ? "" : "· ") + parts.get(i))
                    .toList())
        .toList();
  }

  public List<Picture> pictures() {
    return pictures.all();
  }

  /** The pictures in two columns of about one height. */
  public List<List<Picture>> columns(List<Picture> pictures) {
    return Columns.of(pictures);
  }

  public String svg(Picture picture) {
    return Svg.of(picture);
  }

  public Look look(String runtime) {
    return pictures.look(runtime);
  }

  /** The runtime's marker as the data of an SVG path. */
  public String marker(String runtime) {
    return look(runtime).path();
  }

  /** Its colour, as CSS says it. */
  public String color(String runtime) {
    return "var(" + look(runtime).variable() + ")";
  }

  /** What a run without pictures says instead. */
  public String emptiness() {
    return comparison.completedTrials() == 0
        ? "No trial completed, so there is nothing to draw. Why is told under Failures and Equal"
            + " terms."
        : "Nothing that was measured can be drawn.";
  }

  /** What limits the claim: the smallest visible difference, and figures that are not shown. */
  public List<String> limits() {
    List<String> limits = new ArrayList<>();
    Costs.of(comparison).stream().findFirst().ifPresent(cost -> limits.add(visible(cost)));
    comparison.startup().stream()
        .flatMap(view -> view.unseen().stream())
        .distinct()
        .forEach(unseen -> limits.add("Not seen: " + Plain.line(unseen) + "."));
    missingP99().ifPresent(because -> limits.add("p99 of start-up is not shown: " + because + "."));
    if (Costs.of(comparison).isEmpty()) {
      noEffect().ifPresent(because -> limits.add("No ratio is shown: " + because + "."));
    }
    return limits;
  }

  private static String visible(Costs.Cost cost) {
    List<String> each = new ArrayList<>();
    for (Costs.RuntimeRatio ratio : cost.ratios()) {
      String percent = Cells.percent(ratio.effect().detectable());
      each.add(cost.ratios().size() == 1 ? percent : ratio.runtime() + " " + percent);
    }
    return "Smallest difference that this run could see in %s: %s."
        .formatted(cost.label(), String.join(", ", each));
  }

  private Optional<String> missingP99() {
    return startupMetrics().stream()
        .flatMap(metric -> metric.runtimes().stream())
        .map(MetricComparison.RuntimeValues::p99)
        .map(Cells::because)
        .filter(because -> !because.isEmpty())
        .findFirst();
  }

  private Optional<String> noEffect() {
    return comparison.metrics().stream()
        .flatMap(metric -> metric.runtimes().stream())
        .flatMap(values -> values.summaries().stream())
        .map(MetricComparison.Summary::effect)
        .filter(Effect.None.class::isInstance)
        .map(effect -> ((Effect.None) effect).because())
        .findFirst();
  }

  /** What the table says of start-up. */
  private List<MetricComparison> startupMetrics() {
    return comparison.metrics().stream()
        .filter(metric -> metric.workload().equals(comparison.table().startupWorkload()))
        .filter(
            metric ->
                comparison.startup().stream()
                    .anyMatch(
                        view ->
                            view.workload().equals(metric.workload())
                                && view.metric().equals(metric.metric().name())))
        .toList();
  }

  /** Workloads in the order of the metrics. */
  public List<String> workloads() {
    return comparison.metrics().stream().map(MetricComparison::workload).distinct().toList();
  }

  /** The table of all metrics of that workload. */
  public Numbers numbers(String workload) {
    return new Numbers(
        comparison.metrics().stream().filter(metric -> metric.workload().equals(workload)).toList(),
        comparison.remarks().stream()
            .filter(remark -> remark.workload().equals(workload))
            .map(remark -> unbroken(Plain.line(remark.text())))
            .toList());
  }

  /** A number is not parted from its unit at the end of a line. */
  public String unbroken(String sentence) {
    return BEFORE_UNIT.matcher(sentence).replaceAll("\u00a0");
  }

  public boolean isTwin(String runtime) {
    return RuntimeSpec.isTwin(runtime);
  }

  /** What the first table's start-up ends with, where it is not the usual home call. */
  public String startupStop() {
    return comparison.startup().stream()
        .filter(view -> view.workload().equals(comparison.table().startupWorkload()))
        .filter(view -> !view.metric().equals("startup.home_call"))
        .map(StartupView::stop)
        .findFirst()
        .orElse("");
  }

  /** Whether that column of the first table has at least one number. */
  public boolean any(Function<Row, Figure> column) {
    return comparison.table().rows().stream()
        .anyMatch(row -> column.apply(row).known().isPresent());
  }

  /** The runtimes of which pods failed. */
  public List<Row> failures() {
    return comparison.table().rows().stream()
        .filter(row -> row.pods().failed() + row.pods().censored() > 0)
        .toList();
  }

  /** What stands instead of failures: without a pod there is no success either. */
  public String withoutFailures() {
    boolean any = comparison.table().rows().stream().anyMatch(row -> row.pods().total() > 0);
    return any ? "Every measured pod did all that was asked." : "No pod was measured.";
  }

  /** Somebody else's words, bounded. */
  public String excerpt(String words) {
    return Plain.excerpt(words, LONGEST_MESSAGE);
  }

  public String message(Cause cause) {
    return Plain.excerpt(cause.cause(), LONGEST_MESSAGE);
  }

  /** Every term that a receipt names, sorted. */
  public List<String> terms() {
    TreeSet<String> names = new TreeSet<>();
    run().receipts().forEach(receipt -> names.addAll(receipt.terms().keySet()));
    return List.copyOf(names);
  }

  public String term(Receipt receipt, String name) {
    return receipt.terms().getOrDefault(name, "not read");
  }

  public Map<String, String> versions(Receipt receipt) {
    return new TreeMap<>(receipt.versions());
  }

  /** Whether a value is a whole text, such as a configuration, to be shown on demand. */
  public boolean isText(String value) {
    return value.contains("\n");
  }

  /** Runtimes in a row, the A/A twin by what it is. */
  public String names(List<String> runtimes) {
    return String.join(", ", runtimes.stream().map(Cells::runtime).toList());
  }

  /**
   * Why a figure lies outside of what was published of its kind; empty when it does not.
   *
   * @param statistic {@code median}, {@code p90} or {@code p99}
   */
  public String outside(String workload, String metric, String runtime, String statistic) {
    return outside.stream()
        .filter(it -> it.workload().equals(workload) && it.metric().equals(metric))
        .filter(it -> it.runtime().equals(runtime) && it.statistic().equals(statistic))
        .map(OutsideBand::words)
        .findFirst()
        .orElse("");
  }

  /** The same of the first table's idle memory. */
  public String outsideIdle(Row row) {
    return outside(comparison.table().memoryWorkload(), "memory.pss", row.runtime(), "median");
  }

  /** The same of its throughput. */
  public String outsideThroughput(Row row) {
    return outside(
        comparison.table().networkWorkload(), "network.throughput", row.runtime(), "median");
  }

  /** What pods can see and reach; without rows in runs that did not read it. */
  public IsolationTable isolation() {
    return IsolationTable.of(run().receipts());
  }

  /** The facts, those that all nodes share once. */
  public List<FactLine> facts() {
    return FactLine.of(run().environment());
  }

  /** In what the virtual machines still differ from each other. */
  public List<String> stillDiffers() {
    return StillDiffers.lines(run().receipts());
  }

  /** The command, quoted for a shell. */
  public String command() {
    return String.join(" ", run().argv().stream().map(Page::quoted).toList());
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  public List<String> scenario() {
    return Plain.excerpt(run().scenario(), LONGEST_SCENARIO).lines().toList();
  }

  public Scale scale(MetricComparison metric) {
    return Cells.scale(metric);
  }

  /** The scale of the metric that the pair is about. */
  public Scale scale(TwinCheck.Pair pair) {
    return comparison
        .metric(pair.workload(), pair.metric())
        .map(Cells::scale)
        .orElse(new Scale("", 1));
  }

  /** The unit, to be put behind a label. */
  public String unit(MetricComparison metric) {
    String unit = scale(metric).unit();
    return unit.isEmpty() ? "" : ", " + unit;
  }

  /** By whose clock it is, and how far its values may be off. */
  public String precision(MetricComparison metric) {
    Precision precision = metric.precision();
    String clock = precision.clock().isEmpty() ? "no clock" : "clock: " + precision.clock();
    return clock + " · " + Cells.error(precision, metric.metric().unit());
  }

  public String statistic(Statistic statistic) {
    return statistic.label();
  }

  public String json() {
    return EmbeddedJson.of(comparison);
  }

  public String css() {
    return Stylesheet.text();
  }
}
