package dev.tare.result;

import java.util.List;
import java.util.Map;

/**
 * What a trial showed.
 *
 * @param pods measured pods, in the order of their creation
 * @param output what the payloads printed as results, verified and decoded: a name (for example
 *     {@code jmh.json}) and its text
 * @param problems why the trial as a whole says nothing, or only part; empty when all is well
 */
public record TrialResult(
    List<PodOutcome> pods,
    List<Reading> readings,
    Map<String, String> output,
    List<String> problems) {
  public TrialResult {
    pods = List.copyOf(pods);
    readings = List.copyOf(readings);
    output = Map.copyOf(output);
    problems = List.copyOf(problems);
  }

  /** Whether at least one pod did all that was asked and nothing spoilt the trial. */
  public boolean completed() {
    return problems.isEmpty() && pods.stream().anyMatch(PodOutcome.Completed.class::isInstance);
  }
}
