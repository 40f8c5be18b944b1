package dev.tare.target.pods;

import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.scenario.Arrival;
import dev.tare.scenario.Program;
import dev.tare.scenario.Ready;
import dev.tare.scenario.Workload;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Pods that are timed until they answer. */
final class StartupRun {
  private final TrialContext context;

  StartupRun(TrialContext context) {
    this.context = context;
  }

  List<PodOutcome> run(Workload.Startup startup) throws InterruptedException {
    if (context.trial().round() == 1) {
      context.place().coldStart(context.trial().runtime()).ifPresent(context.readings()::add);
    }
    if (startup.ready() instanceof Ready.Asked port && context.place().unseenPorts().isPresent()) {
      context
          .problems()
          .add(
              "cannot see when port %d answers: %s"
                  .formatted(port.port(), context.place().unseenPorts().get()));
      return List.of();
    }
    warmUp(startup);
    List<PodOutcome> outcomes =
        switch (startup.arrival()) {
          case Arrival.Serial serial -> serial(serial.pods(), startup);
          case Arrival.Burst burst -> burst(burst.pods(), startup);
          case Arrival.Open open -> open(open, startup);
        };
    context.readings().addAll(context.unseen());
    Optional<WallClock> clock = context.wallClock();
    if (clock.filter(WallClock::steady).isEmpty()) {
      String reason =
          clock.isPresent()
              ? "the wall clock moved during the trial"
              : "nobody reads the node's clock";
      context.readings().add(new Reading.Blind("wall-clock marks", reason));
    }
    return outcomes;
  }

  /** Pods whose outcomes are thrown away, so that the runtime's files are in memory. */
  void warmUp(int pods) throws InterruptedException {
    serial(pods, Ready.FIRST_OUTPUT, Optional.empty());
  }

  /** The same for the files of a user's own image, which the runtime's warm-ups do not touch. */
  private void warmUp(Workload.Startup startup) throws InterruptedException {
    if (startup.program().isPresent()) {
      serial(1, startup.ready(), startup.program());
    }
  }

  private List<PodOutcome> serial(int pods, Workload.Startup startup) throws InterruptedException {
    return serial(pods, startup.ready(), startup.program());
  }

  private List<PodOutcome> serial(int pods, Ready ready, Optional<Program> program)
      throws InterruptedException {
    List<PodOutcome> outcomes = new ArrayList<>();
    // Seeded by the trial, so that the same plan pauses the same.
    Random pauses = new Random(context.trial().id().hashCode());
    long longest = context.place().longestPause().toNanos();
    for (int i = 0; i < pods; i++) {
      context.clock().sleep((long) (pauses.nextDouble() * longest));
      if (context.overdue()) {
        context.problems().add(context.limitPassed() + " after " + i + " pods");
        break;
      }
      StartupPod pod = new StartupPod(context, ready, program);
      try {
        pod.start();
      } finally {
        pod.remove();
      }
      outcomes.add(pod.lastOutcome());
    }
    return outcomes;
  }

  private List<PodOutcome> open(Arrival.Open open, Workload.Startup startup)
      throws InterruptedException {
    OwnCpu cpu = OwnCpu.begin(context.clock());
    List<PodOutcome> outcomes =
        new OpenArrivals(context, open).run(startup.ready(), startup.program());
    cpu.reading().ifPresent(context.readings()::add);
    return outcomes;
  }

  private List<PodOutcome> burst(int count, Workload.Startup startup) throws InterruptedException {
    List<StartupPod> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pods.add(new StartupPod(context, startup.ready(), startup.program()));
    }
    OwnCpu cpu = OwnCpu.begin(context.clock());
    try {
      Together.each(pods, StartupPod::start);
      cpu.reading().ifPresent(context.readings()::add);
    } finally {
      // Nobody is removed before the last one has answered: removal would slow the others.
      Together.each(pods, StartupPod::remove);
    }
    return pods.stream().map(StartupPod::lastOutcome).toList();
  }
}
