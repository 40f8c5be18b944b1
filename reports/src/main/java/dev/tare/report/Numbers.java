package dev.tare.report;

import dev.tare.compare.Effect;
import dev.tare.compare.Figure;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.compare.MetricComparison.Summary;
import dev.tare.result.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All metrics of one workload as a table: which columns it needs, and what stands below it. */
public final class Numbers {
  private final List<MetricComparison> metrics;
  private final List<String> known;
  private final Footnotes footnotes = new Footnotes();

  /**
   * @param remarks that belong to every figure of the workload
   */
  Numbers(List<MetricComparison> metrics, List<String> remarks) {
    this.metrics = List.copyOf(metrics);
    this.known = List.copyOf(remarks);
  }

  public List<MetricComparison> metrics() {
    return metrics;
  }

  public Footnotes footnotes() {
    return footnotes;
  }

  /** Whether any runtime has that figure; a column of dashes is not drawn. */
  public boolean any(Function<RuntimeValues, Figure> column) {
    return values().anyMatch(values -> column.apply(values).known().isPresent());
  }

  /** Whether rounds are reduced in more than one way, so that each cost has to say to what. */
  public boolean several() {
    return metrics.stream()
        .flatMap(metric -> metric.runtimes().stream())
        .anyMatch(values -> values.summaries().size() > 1);
  }

  /** The control has nothing to be compared with, so one line says it. */
  public List<Summary> summaries(RuntimeValues values) {
    return values.effect() instanceof Effect.Control
        ? values.summaries().subList(0, 1)
        : values.summaries();
  }

  public boolean isControl(RuntimeValues values) {
    return values.effect() instanceof Effect.Control;
  }

  /** Whether runtimes have different numbers of rounds. */
  public boolean roundsDiffer() {
    return rounds().distinct().count() > 1;
  }

  /** What is the same in the whole table, and what is missing from it. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (rounds().distinct().count() == 1) {
      int rounds = rounds().findFirst().orElseThrow();
      remarks.add(rounds == 1 ? "One round." : "Each figure stands on " + rounds + " rounds.");
    }
    if (metrics.stream().anyMatch(metric -> metric.family().equals("command"))) {
      better(Metric.Direction.HIGHER_IS_BETTER).ifPresent(all -> remarks.add(all + "."));
      better(Metric.Direction.LOWER_IS_BETTER).ifPresent(all -> remarks.add(all + "."));
      remarks.add("Measured by the tool itself, with its own clock inside the pod.");
    }
    Optional<String> p90 = missing(RuntimeValues::p90);
    Optional<String> p99 = missing(RuntimeValues::p99);
    if (p90.isPresent() && p90.equals(p99)) {
      remarks.add("No p90 and p99: " + p90.get() + ".");
    } else {
      p90.ifPresent(because -> remarks.add("No p90: " + because + "."));
      p99.ifPresent(because -> remarks.add("No p99: " + because + "."));
    }
    remarks.addAll(known);
    return remarks;
  }

  /** Which metrics are better in that direction; empty when none is. */
  private Optional<String> better(Metric.Direction direction) {
    List<String> labels =
        metrics.stream()
            .filter(metric -> metric.metric().direction() == direction)
            .map(MetricComparison::label)
            .toList();
    String way = direction == Metric.Direction.HIGHER_IS_BETTER ? "Higher" : "Lower";
    return labels.isEmpty()
        ? Optional.empty()
        : Optional.of(way + " is better: " + String.join("; ", labels));
  }

  /** Why no runtime has that figure; empty when one has. */
  private Optional<String> missing(Function<RuntimeValues, Figure> column) {
    return any(column)
        ? Optional.empty()
        : values()
            .filter(values -> values.n() > 0)
            .map(values -> Cells.because(column.apply(values)))
            .findFirst();
  }

  private Stream<Integer> rounds() {
    return values().filter(values -> values.n() > 0).map(Numbers::rounds);
  }

  private static int rounds(RuntimeValues values) {
    return values.summaries().getFirst().rounds().size();
  }

  private Stream<RuntimeValues> values() {
    return metrics.stream().flatMap(metric -> metric.runtimes().stream());
  }
}
