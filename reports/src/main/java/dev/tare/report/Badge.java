package dev.tare.report;

import dev.tare.compare.Comparison;
import dev.tare.compare.Table.Row;
import dev.tare.compare.Table.Standing;
import dev.tare.result.Run.Status;

/** How much the run may claim, in one word. */
enum Badge {
  MEASURED("✓", "good"),
  RUNNING("…", "plain"),
  INTERRUPTED("!", "bad"),
  /** Trials are missing, or a runtime has none. */
  INCOMPLETE("!", "bad"),
  /** No runtime beside the control might be measured. */
  REFUSED("✗", "bad"),
  NOTHING_MEASURED("✗", "bad");

  private final String sign;
  private final String tone;

  Badge(String sign, String tone) {
    this.sign = sign;
    this.tone = tone;
  }

  /** The class of its style. */
  String tone() {
    return tone;
  }

  String words() {
    return sign + " " + name().replace('_', ' ');
  }

  static Badge of(Comparison comparison) {
    if (comparison.run().status() == Status.INTERRUPTED) {
      return INTERRUPTED;
    }
    if (comparison.run().status() == Status.RUNNING) {
      return RUNNING;
    }
    if (refused(comparison)) {
      return REFUSED;
    }
    if (comparison.completedTrials() == 0) {
      return NOTHING_MEASURED;
    }
    boolean all =
        comparison.completedTrials() >= comparison.run().plannedTrials()
            && comparison.table().rows().stream().allMatch(row -> measured(row.standing()));
    return all ? MEASURED : INCOMPLETE;
  }

  private static boolean refused(Comparison comparison) {
    var others =
        comparison.table().rows().stream()
            .map(Row::standing)
            .filter(standing -> standing != Standing.CONTROL)
            .toList();
    return !others.isEmpty() && others.stream().allMatch(Standing.REFUSED::equals);
  }

  private static boolean measured(Standing standing) {
    return standing == Standing.CONTROL || standing == Standing.MEASURED;
  }
}
