package dev.tare.measure;

import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.List;

/** Finds the measurement for a workload. */
public final class Measurements {

  /**
   * What a trial comes to.
   *
   * @param result with the problems that measuring found added to it
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
      return new Measured(result, measurement(workload).samples(result));
    } catch (BadMeasurement e) {
      List<String> problems = new ArrayList<>(result.problems());
      problems.add(e.reason());
      return new Measured(
          new TrialResult(result.pods(), result.readings(), result.output(), problems), List.of());
    }
  }

  private static Measurement measurement(Workload workload) {
    return switch (workload) {
      case Workload.Startup _ -> new StartupMeasurement();
      case Workload.Memory _ -> result -> MemoryMeasurement.samples(result.readings());
      case Workload.Jmh _ -> new JmhMeasurement();
      case Workload.Network _ -> new NetworkMeasurement();
    };
  }
}
