package dev.tare.target.pods;

import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One trial: its warm-ups, then its workload. */
public final class TrialRun {
  private TrialRun() {}

  /**
   * Runs it on one node.
   *
   * @param run the run's id
   * @param images as the place knows them
   */
  public static TrialResult run(PodPlace place, Trial trial, String run, PodImages images)
      throws InterruptedException {
    return run(place, place, trial, run, images);
  }

  /**
   * The same with its second pod elsewhere.
   *
   * @param peerPlace the second pod's node
   */
  public static TrialResult run(
      PodPlace place, PodPlace peerPlace, Trial trial, String run, PodImages images)
      throws InterruptedException {
    TrialContext context = new TrialContext(place, trial, run, images);
    OwnCostRun own = OwnCostRun.begin(place);
    new StartupRun(context).warmUp(trial.warmups());
    Map<String, String> output = new LinkedHashMap<>();
    List<PodOutcome> pods =
        switch (trial.workload().workload()) {
          case Workload.Startup startup -> new StartupRun(context).run(startup);
          case Workload.Memory memory -> new MemoryRun(context).run(memory);
          case Workload.Density density -> new DensityRun(context, density).run();
          case Workload.Working working -> new WorkingRun(context).run(working);
          case Workload.Jmh jmh -> new JmhRun(context).run(jmh, output);
          case Workload.Cpu cpu -> new CpuRun(context).run(cpu);
          case Workload.Network network ->
              new NetworkRun(context, context.at(peerPlace)).run(network, output);
          case Workload.Command command -> new CommandRun(context).run(command, output);
        };
    own.end().ifPresent(context.readings()::add);
    return new TrialResult(pods, context.readings(), output, context.problems());
  }
}
