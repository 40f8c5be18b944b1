package dev.tare.target.pods;

import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.scenario.Load;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.List;

/** Loads one after another, each in a pod of its own, while the node's view of it is read. */
final class WorkingRun {
  private final TrialContext context;

  WorkingRun(TrialContext context) {
    this.context = context;
  }

  /** A load that fails ends no other; a node that nobody can see ends all. */
  List<PodOutcome> run(Workload.Working working) throws InterruptedException {
    List<PodOutcome> outcomes = new ArrayList<>();
    for (Load load : working.loads()) {
      if (context.overdue()) {
        context.problems().add(context.limitPassed() + " before the load " + load);
        break;
      }
      outcomes.addAll(new LoadRun(context, load, working.hold()).run());
      if (context.readings().stream().anyMatch(Reading.Blind.class::isInstance)) {
        break;
      }
    }
    return outcomes;
  }
}
