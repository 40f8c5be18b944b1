package dev.tare.target.cri;

import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.scenario.Arrival;
import dev.tare.scenario.Ready;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.List;

/** Pods that are timed until they answer. */
final class StartupRun {
  private final TrialContext context;

  StartupRun(TrialContext context) {
    this.context = context;
  }

  List<PodOutcome> run(Workload.Startup startup) throws InterruptedException {
    List<PodOutcome> outcomes =
        switch (startup.arrival()) {
          case Arrival.Serial serial -> serial(serial.pods(), startup.ready());
          case Arrival.Burst burst -> burst(burst.pods(), startup.ready());
        };
    if (!context.wallClock().steady()) {
      context
          .readings()
          .add(new Reading.Blind("wall-clock marks", "the wall clock moved during the trial"));
    }
    return outcomes;
  }

  /** Pods whose outcomes are thrown away, so that the runtime's files are in memory. */
  void warmUp(int pods) throws InterruptedException {
    serial(pods, Ready.FIRST_OUTPUT);
  }

  private List<PodOutcome> serial(int pods, Ready ready) throws InterruptedException {
    List<PodOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < pods; i++) {
      if (context.overdue()) {
        context.problems().add(context.limitPassed() + " after " + i + " pods");
        break;
      }
      StartupPod pod = new StartupPod(context, ready);
      try {
        pod.start();
      } finally {
        pod.remove();
      }
      outcomes.add(pod.outcome());
    }
    return outcomes;
  }

  private List<PodOutcome> burst(int count, Ready ready) throws InterruptedException {
    List<StartupPod> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pods.add(new StartupPod(context, ready));
    }
    try {
      Together.each(pods, StartupPod::start);
    } finally {
      // Nobody is removed before the last one has answered: removal would slow the others.
      Together.each(pods, StartupPod::remove);
    }
    return pods.stream().map(StartupPod::outcome).toList();
  }
}
