package dev.tare.target;

import dev.tare.measure.Measurements;
import dev.tare.plan.Placement;
import dev.tare.plan.Planner;
import dev.tare.plan.Trial;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.util.List;

/** Single trials, and what they gave, for tests that run one. */
public final class Trials {
  private Trials() {}

  /** One workload in flow style, once and without warm-ups, in small pods. */
  public static Scenario scenario(String workload) {
    return scenario(workload, 1);
  }

  /** The same in pods that may use so many CPUs. */
  public static Scenario scenario(String workload, int cpus) {
    return ScenarioLoader.parse(
        "test.yaml",
        """
        scenario: test
        question: Does it do what it should?
        pod: {resources: {cpu: %d, memory: 128Mi, cpu-request: 10m}}
        workloads: {one: {%s}}
        design: {rounds: 1, seed: 1, warmups: 0}
        limits: {start: 60s}
        """
            .formatted(cpus, workload));
  }

  /** The scenario's first trial, of that runtime alone. */
  public static Trial first(Scenario scenario, RuntimeSpec runtime, Placement placement) {
    return Planner.plan(scenario, List.of(runtime), placement).trials().getFirst();
  }

  /** Of the samples of that metric, in their order. */
  public static List<Double> values(Trial trial, TrialResult result, String metric) {
    return Measurements.of(trial.workload().workload(), result).samples().stream()
        .filter(sample -> sample.metric().name().equals(metric))
        .map(Sample::value)
        .toList();
  }

  /** The readings of that kind, in their order. */
  public static <T extends Reading> List<T> readings(TrialResult result, Class<T> kind) {
    return Reading.all(result.readings(), kind).toList();
  }
}
