package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What belongs to every figure of a benchmark suite, said once for each of its cases. */
final class SuiteRemarks {
  private final Trials trials;
  private final MetricIndex metrics;

  SuiteRemarks(Trials trials, MetricIndex metrics) {
    this.trials = trials;
    this.metrics = metrics;
  }

  List<Remark> all() {
    List<Remark> remarks = new ArrayList<>();
    for (String workload : trials.workloads(Families.JMH)) {
      foreignCall(workload).ifPresent(text -> remarks.add(new Remark(workload, text)));
      clocks(workload).ifPresent(text -> remarks.add(new Remark(workload, text)));
      calls(workload).ifPresent(text -> remarks.add(new Remark(workload, text)));
      files(workload).forEach(text -> remarks.add(new Remark(workload, text)));
    }
    return remarks;
  }

  private Optional<String> foreignCall(String workload) {
    List<String> each = new ArrayList<>();
    for (String runtime : trials.runtimes()) {
      metrics
          .median(workload, Families.FOREIGN_CALL, runtime)
          .known()
          .ifPresent(known -> each.add(runtime + " " + Wording.nanos(known.value())));
    }
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Each call into the kernel contains an empty foreign call of Java's, which is not subtracted: %s."
                .formatted(String.join(", ", each)));
  }

  /** What the check of clocks could resolve; what it found stands among the warnings. */
  private Optional<String> clocks(String workload) {
    List<Reading.Brackets> checked =
        trials.all().stream()
            .filter(trial -> trial.workload().equals(workload))
            .flatMap(ClockWarnings::brackets)
            .filter(brackets -> brackets.unchecked().isEmpty())
            .toList();
    if (checked.isEmpty()) {
      return Optional.empty();
    }
    long worst = checked.stream().mapToLong(Reading.Brackets::errorNanos).max().orElse(0);
    return Optional.of(
        "Each iteration's length by the pod's clock was held against the node's: within 0.5 %% and the error of the stamps, which was %s at most."
            .formatted(Wording.nanos((double) worst)));
  }

  private Optional<String> calls(String workload) {
    boolean any =
        metrics.metrics().stream()
            .filter(metric -> metric.workload().equals(workload))
            .filter(metric -> Families.isCalls(metric.metric().name()))
            .flatMap(metric -> metric.runtimes().stream())
            .map(RuntimeValues::n)
            .anyMatch(n -> n > 0);
    return any
        ? Optional.of(
            "\u201cCall by call\u201d: a round keeps at most 401 values, which stand for all its"
                + " calls. Only calls that take 20 times as long as reading the clock are timed"
                + " so.")
        : Optional.empty();
  }

  private List<String> files(String workload) {
    List<String> remarks = new ArrayList<>();
    for (String runtime : trials.runtimes()) {
      List<TrialRecord> sound = trials.sound(workload, runtime);
      List<Reading.FileStore> stores = Durability.stores(sound).toList();
      if (!stores.isEmpty()) {
        Set<String> places = new LinkedHashSet<>();
        stores.forEach(store -> places.add(place(store)));
        remarks.add(
            "Files of %s: %s; %s."
                .formatted(runtime, Wording.list(List.copyOf(places)), syncs(stores)));
      }
    }
    return remarks;
  }

  private static String place(Reading.FileStore store) {
    return "%s on %s (%s), %s"
        .formatted(store.type(), store.mount(), store.options(), store.cache());
  }

  private static String syncs(List<Reading.FileStore> stores) {
    if (stores.stream().anyMatch(store -> store.durable().isEmpty())) {
      return "nobody saw whether its syncs reached a disk";
    }
    long syncs = stores.stream().mapToLong(Reading.FileStore::syncs).sum();
    long writes = stores.stream().mapToLong(store -> store.diskWrites().orElse(0L)).sum();
    boolean all = stores.stream().allMatch(store -> store.durable().orElse(false));
    boolean none = stores.stream().noneMatch(store -> store.durable().orElse(false));
    String verdict =
        all
            ? "its syncs reached a disk"
            : none
                ? "no disk of the node saw its syncs"
                : "its syncs reached a disk in some rounds";
    return String.format(
        Locale.ROOT,
        "%s (%,d syncs, %,d writes and flushes of the busiest disk)",
        verdict,
        syncs,
        writes);
  }
}
