package dev.tare.compare;

import dev.tare.compare.MemoryView.CannotSee;
import dev.tare.compare.MemoryView.Footprint;
import dev.tare.compare.MemoryView.Part;
import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lays the three views of memory side by side. */
final class MemoryViews {

  private final Trials trials;
  private final MetricIndex metrics;

  MemoryViews(Trials trials, MetricIndex metrics) {
    this.trials = trials;
    this.metrics = metrics;
  }

  List<MemoryView> all() {
    return trials.workloads(Families.MEMORY).stream()
        .map(workload -> new MemoryView(workload, footprints(workload)))
        .toList();
  }

  private List<Footprint> footprints(String workload) {
    return trials.runtimes().stream().map(runtime -> footprint(workload, runtime)).toList();
  }

  private Footprint footprint(String workload, String runtime) {
    List<TrialRecord> sound = trials.sound(workload, runtime);
    return new Footprint(
        runtime,
        highestLevel(sound),
        parts(sound),
        metrics.median(workload, Families.PSS, runtime),
        metrics.median(workload, Families.PSS_OUTSIDE, runtime),
        metrics.median(workload, Families.CGROUP, runtime),
        metrics.nodeSlope(workload, runtime),
        metrics.median(workload, Families.NODE_INTERCEPT, runtime),
        new Reconciler(metrics, workload, runtime).reconcile(rounds(sound)),
        blind(sound));
  }

  /** The mean over the pods of each round that could be seen. */
  private static List<List<Part>> rounds(List<TrialRecord> sound) {
    return sound.stream()
        .map(trial -> parts(List.of(trial)))
        .filter(parts -> !parts.isEmpty())
        .toList();
  }

  /** The mean over all pods of all these trials, at the highest level that any of them reached. */
  private static List<Part> parts(List<TrialRecord> sound) {
    int level = highestLevel(sound);
    List<Reading.ProcessTree> trees =
        sound.stream()
            .flatMap(trial -> trees(trial).stream())
            .filter(tree -> tree.level() == level)
            .toList();
    Map<Component, Part> parts = new EnumMap<>(Component.class);
    for (Reading.ProcessTree tree : trees) {
      for (ProcessMemory process : tree.processes()) {
        parts.merge(process.component(), share(process, trees.size()), MemoryViews::sum);
      }
    }
    return parts.values().stream()
        .sorted(Comparator.comparingDouble((Part part) -> part.pss() + part.hugetlb()).reversed())
        .toList();
  }

  private static Part share(ProcessMemory process, double pods) {
    return new Part(
        process.component(),
        process.pss() / pods,
        process.anon() / pods,
        process.file() / pods,
        process.shmem() / pods,
        process.hugetlb() / pods);
  }

  private static Part sum(Part a, Part b) {
    return new Part(
        a.component(),
        a.pss() + b.pss(),
        a.anon() + b.anon(),
        a.file() + b.file(),
        a.shmem() + b.shmem(),
        a.hugetlb() + b.hugetlb());
  }

  private static int highestLevel(List<TrialRecord> sound) {
    return sound.stream()
        .flatMap(trial -> trees(trial).stream())
        .mapToInt(Reading.ProcessTree::level)
        .max()
        .orElse(0);
  }

  /** None of a trial in which a process could not be read: its sum would be too small. */
  private static List<Reading.ProcessTree> trees(TrialRecord trial) {
    if (blindViews(trial).anyMatch(blind -> blind.view().equals("process-tree"))) {
      return List.of();
    }
    return Reading.all(trial.result().readings(), Reading.ProcessTree.class).toList();
  }

  private static List<CannotSee> blind(List<TrialRecord> sound) {
    return sound.stream()
        .flatMap(MemoryViews::blindViews)
        .map(blind -> new CannotSee(blind.view(), blind.reason()))
        .distinct()
        .toList();
  }

  private static Stream<Reading.Blind> blindViews(TrialRecord trial) {
    return Reading.all(trial.result().readings(), Reading.Blind.class);
  }
}
