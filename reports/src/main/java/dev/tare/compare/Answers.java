package dev.tare.compare;

import dev.tare.compare.Table.Row;
import dev.tare.compare.Table.Standing;
import dev.tare.result.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says in one sentence what the run shows of a runtime, and no more than it shows. */
final class Answers {
  private static final int LONGEST_CAUSE = 160;
  private static final int MOST_COMMANDS = 3;

  private final Trials trials;
  private final Table table;
  private final MetricIndex metrics;
  private final List<MemoryView> memory;
  private final List<DensityView> density;

  Answers(
      Trials trials,
      Table table,
      MetricIndex metrics,
      List<MemoryView> memory,
      List<DensityView> density) {
    this.trials = trials;
    this.table = table;
    this.metrics = metrics;
    this.memory = memory;
    this.density = density;
  }

  List<Answer> all() {
    return table.rows().stream()
        .filter(row -> row.standing() != Standing.CONTROL || table.rows().size() == 1)
        .map(row -> new Answer(row.runtime(), sentence(row)))
        .toList();
  }

  private String sentence(Row row) {
    return switch (row.standing()) {
      case REFUSED -> "%s was refused: %s.".formatted(named(row), refusal(row));
      case NOTHING_COMPLETED -> "%s has no completed trial%s.".formatted(named(row), why(row));
      case CONTROL -> "%s; there is nothing to compare it with.".formatted(measured(row));
      case MEASURED -> "%s.".formatted(measured(row));
    };
  }

  private String named(Row row) {
    return row.runtime().equals(trials.control()) ? "The control " + row.runtime() : row.runtime();
  }

  private String refusal(Row row) {
    return trials.receipt(row.runtime()).map(Receipt::refused).orElse("");
  }

  /** The most frequent cause of its pods, or what spoilt its first trial. */
  private String why(Row row) {
    Optional<String> pods =
        row.pods().causes().stream()
            .findFirst()
            .map(
                cause ->
                    ": %d of %d pods failed (%s)"
                        .formatted(
                            row.pods().failed(), row.pods().total(), excerpt(cause.cause())));
    Optional<String> censored =
        row.pods().censored() == 0
            ? Optional.empty()
            : Optional.of(
                ": %d of %d pods were not ready in time"
                    .formatted(row.pods().censored(), row.pods().total()));
    Optional<String> problem =
        trials.of(row.runtime()).stream()
            .flatMap(trial -> trial.result().problems().stream())
            .findFirst()
            .map(text -> ": " + text);
    return pods.or(() -> censored).or(() -> problem).orElse("");
  }

  /** A runtime's message may be of any length; the whole of it stands among the failures. */
  private static String excerpt(String cause) {
    return cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE - 1) + "…";
  }

  private String measured(Row row) {
    List<String> clauses = new ArrayList<>();
    String stop = metrics.startupStop(table.startupWorkload());
    List<String> obstacles = obstacles(row, stop);
    boolean each = obstacles.isEmpty();
    startup(row, stop, each).ifPresent(clauses::add);
    row.idleBytesPerPod()
        .known()
        .map(
            known ->
                "an idle pod takes %s%s%s"
                    .formatted(
                        Wording.bytes(known.value()),
                        together(row.runtime()),
                        against(row, table.memoryWorkload(), Families.PSS, each)))
        .ifPresent(clauses::add);
    row.getppidNanos()
        .known()
        .map(
            known ->
                "getppid takes %s%s"
                    .formatted(
                        Wording.nanos(known.value()),
                        against(row, table.syscallWorkload(), Families.GETPPID, each)))
        .ifPresent(clauses::add);
    row.throughputBytesPerSecond()
        .known()
        .map(
            known ->
                "the network carries %s%s"
                    .formatted(
                        Wording.bitRate(known.value()),
                        against(row, table.networkWorkload(), Families.THROUGHPUT, each)))
        .ifPresent(clauses::add);
    commands(row, each, clauses);
    density.stream()
        .findFirst()
        .flatMap(view -> view.runtime(row.runtime()))
        .flatMap(DensityView.Row::sentence)
        .ifPresent(clauses::add);
    if (!obstacles.isEmpty()) {
      clauses.add(
          "no ratio to %s (%s)"
              .formatted(trials.controlOf(row.runtime()), String.join("; ", obstacles)));
    }
    failures(row).ifPresent(clauses::add);
    String said = clauses.isEmpty() ? "nothing of the first table was measured" : join(clauses);
    return row.runtime() + ": " + said;
  }

  /** The first number of each command. */
  private void commands(Row row, boolean each, List<String> clauses) {
    metrics.firstOf(Families.COMMAND).stream()
        .limit(MOST_COMMANDS)
        .forEach(
            metric ->
                median(metric, row)
                    .known()
                    .map(
                        known ->
                            "%s of %s: %s%s"
                                .formatted(
                                    metric.label(),
                                    metric.workload(),
                                    Wording.value(metric.metric().unit(), known.value()),
                                    against(row, metric.workload(), metric.metric().name(), each)))
                    .ifPresent(clauses::add));
  }

  private Figure median(MetricComparison metric, Row row) {
    return metrics.median(metric.workload(), metric.metric().name(), row.runtime());
  }

  /** With how many others the idle pod stood, in brackets; empty when nobody knows. */
  private String together(String runtime) {
    return memory.stream()
        .filter(view -> view.workload().equals(table.memoryWorkload()))
        .flatMap(view -> view.runtimes().stream())
        .filter(footprint -> footprint.runtime().equals(runtime))
        .map(MemoryView.Footprint::together)
        .filter(words -> !words.isEmpty())
        .map(" (%s)"::formatted)
        .findFirst()
        .orElse("");
  }

  /** Why no figure of the sentence has a ratio, to be said once; empty when one has. */
  private List<String> obstacles(Row row, String stop) {
    List<Effect> effects = new ArrayList<>();
    add(effects, row, row.startupMedianNanos(), table.startupWorkload(), stop);
    add(effects, row, row.idleBytesPerPod(), table.memoryWorkload(), Families.PSS);
    add(effects, row, row.getppidNanos(), table.syscallWorkload(), Families.GETPPID);
    add(effects, row, row.throughputBytesPerSecond(), table.networkWorkload(), Families.THROUGHPUT);
    for (MetricComparison metric : metrics.firstOf(Families.COMMAND)) {
      add(effects, row, median(metric, row), metric.workload(), metric.metric().name());
    }
    List<String> reasons =
        effects.stream()
            .filter(Effect.None.class::isInstance)
            .map(effect -> ((Effect.None) effect).because())
            .toList();
    return reasons.size() < effects.size() ? List.of() : reasons.stream().distinct().toList();
  }

  private void add(List<Effect> effects, Row row, Figure figure, String workload, String metric) {
    figure.known().ifPresent(_ -> effects.add(metrics.effect(workload, metric, row.runtime())));
  }

  private Optional<String> startup(Row row, String stop, boolean each) {
    return switch (row.startupMedianNanos()) {
      case Figure.Known known ->
          Optional.of(
              "a pod starts in %s%s%s"
                  .formatted(
                      Wording.nanos(known.value()),
                      stop.equals(Families.HOME_CALL) ? "" : " " + Families.stop(stop),
                      against(row, table.startupWorkload(), stop, each)));
      case Figure.Absent absent ->
          metrics.values(table.startupWorkload(), stop, row.runtime()).stream()
              .filter(values -> values.n() > 0)
              .findFirst()
              .map(_ -> "no median of start-up (" + absent.because() + ")");
    };
  }

  /**
   * How a figure compares with the control's.
   *
   * @param each whether a missing ratio is explained here
   */
  private String against(Row row, String workload, String metric, boolean each) {
    String control = trials.controlOf(row.runtime());
    return switch (metrics.effect(workload, metric, row.runtime())) {
      case Effect.Control _ -> "";
      case Effect.None _ when !each -> "";
      case Effect.None none -> " (no ratio to %s: %s)".formatted(control, none.because());
      case Effect.Difference difference ->
          difference.shown()
              ? ", %s than %s"
                  .formatted(more(difference, workload, metric) ? "more" : "less", control)
              : ", no difference from %s shown".formatted(control);
      case Effect.Ratio ratio when !ratio.shown() ->
          ", no difference from %s shown (%s×)".formatted(control, Wording.range(ratio.interval()));
      case Effect.Ratio ratio when ratio.controlOverRuntime() ->
          ", and %s %s %s as much (%s)"
              .formatted(
                  control,
                  metric.equals(Families.THROUGHPUT) ? "carries" : "reaches",
                  Wording.times(ratio.value()),
                  Wording.range(ratio.interval()));
      case Effect.Ratio ratio ->
          ", %s %s (%s)"
              .formatted(Wording.times(ratio.value()), control, Wording.range(ratio.interval()));
    };
  }

  /** A difference above zero is worse: of what should be high, that is less. */
  private boolean more(Effect.Difference difference, String workload, String metric) {
    return difference.value() > 0 != metrics.higherIsBetter(workload, metric);
  }

  private static Optional<String> failures(Row row) {
    Counts pods = row.pods();
    Stream<String> parts =
        Stream.of(
            pods.failed() == 0 ? "" : "%d of %d pods failed".formatted(pods.failed(), pods.total()),
            pods.censored() == 0
                ? ""
                : "%d of %d pods were not ready in time".formatted(pods.censored(), pods.total()));
    List<String> said = parts.filter(part -> !part.isEmpty()).toList();
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", said));
  }

  private static String join(List<String> clauses) {
    return String.join("; ", clauses);
  }
}
