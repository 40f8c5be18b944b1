package dev.tare.compare;

import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether what was written to files was equally safe: a file system in memory, where a sync does
 * nothing, is no fast disk.
 */
final class Durability {

  private Durability() {}

  /**
   * Why writes of two runtimes have no ratio; empty when the disks saw the syncs of both.
   *
   * @param runtime that was measured in these trials
   * @param control in those
   */
  static Optional<String> obstacle(
      String metric,
      String runtime,
      List<TrialRecord> trials,
      String control,
      List<TrialRecord> controls) {
    if (!metric.startsWith(Families.FILE_WRITE)) {
      return Optional.empty();
    }
    return obstacle(runtime, trials).or(() -> obstacle(control, controls));
  }

  private static Optional<String> obstacle(String runtime, List<TrialRecord> trials) {
    List<Optional<Boolean>> durable = stores(trials).map(Reading.FileStore::durable).toList();
    if (durable.isEmpty() || durable.stream().anyMatch(Optional::isEmpty)) {
      return Optional.of("nobody saw whether the syncs of %s reached a disk".formatted(runtime));
    }
    return durable.stream().flatMap(Optional::stream).allMatch(reached -> reached)
        ? Optional.empty()
        : Optional.of("no disk of the node saw the syncs of %s".formatted(runtime));
  }

  /** What was seen of the files of these trials. */
  static Stream<Reading.FileStore> stores(List<TrialRecord> trials) {
    return trials.stream()
        .flatMap(trial -> Reading.all(trial.result().readings(), Reading.FileStore.class));
  }
}
