package dev.tare.target.pods;

import dev.tare.observe.Sandbox;
import dev.tare.result.Reading;
import java.util.ArrayList;
import java.util.List;

/** Looks at the CPU time of a trial's node and pods. */
final class CpuLooks {
  static final String BEFORE = "-before";
  static final String AFTER = "-after";

  private final TrialContext context;

  CpuLooks(TrialContext context) {
    this.context = context;
  }

  /**
   * One look.
   *
   * @param pods that stand, each with its container running
   */
  List<Reading> at(String stage, List<LivePod> pods) throws PodFailure, InterruptedException {
    List<Sandbox> sandboxes = new ArrayList<>();
    for (LivePod pod : pods) {
      sandboxes.add(pod.sandbox());
    }
    return context.place().observer().cpu(sandboxes).stream()
        .map(reading -> reading instanceof Reading.CpuTimes times ? times.at(stage) : reading)
        .toList();
  }

  /** One look, kept among the trial's readings. */
  void keep(String stage, List<LivePod> pods) throws PodFailure, InterruptedException {
    at(stage, pods).stream()
        .filter(reading -> !context.readings().contains(reading))
        .forEach(context.readings()::add);
  }
}
