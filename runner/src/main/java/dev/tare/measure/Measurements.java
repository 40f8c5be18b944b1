package dev.tare.measure;

import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the measurement for a workload. */
public final class Measurements {

  /**
   * What a trial comes to.
   *
   * @param result with what measuring added to it: problems, and files that are stored
   * @param samples none when the result says nothing
   */
  public record Measured(TrialResult result, List<Sample> samples) {
    public Measured {
      samples = List.copyOf(samples);
    }
  }

  private Measurements() {}

  /**
   * Draws the samples from a trial's result. What cannot be measured, or contradicts itself,
   * becomes a problem of the trial.
   */
  public static Measured of(Workload workload, TrialResult result) {
    if (!result.completed()) {
      return new Measured(result, List.of());
    }
    try {
      Measurement measurement = measurement(workload);
      List<Sample> samples = measurement.samples(result);
      Map<String, String> output = new HashMap<>(result.output());
      output.putAll(measurement.output(result));
      return new Measured(
          new TrialResult(result.pods(), result.readings(), output, result.problems()), samples);
    } catch (BadMeasurement e) {
      List<String> problems = new ArrayList<>(result.problems());
      problems.add(e.reason());
      return new Measured(
          new TrialResult(result.pods(), result.readings(), result.output(), problems), List.of());
    }
  }

  private static Measurement measurement(Workload workload) {
    return switch (workload) {
      case Workload.Startup startup -> new StartupMeasurement(startup.arrival());
      case Workload.Memory _ -> result -> MemoryMeasurement.samples(result.readings());
      case Workload.Density _ -> new DensityMeasurement();
      case Workload.Working _ -> new WorkingMeasurement();
      case Workload.Jmh _ -> new JmhMeasurement();
      case Workload.Cpu _ -> new CpuMeasurement();
      case Workload.Network network -> new NetworkMeasurement(network);
      case Workload.Command command -> new CommandMeasurement(command);
    };
  }
}
