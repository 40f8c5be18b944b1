package dev.tare.result;

import java.util.List;

/**
 * One line of {@code trials.jsonl}: the trial, its result, and the samples drawn from it.
 *
 * @param family the workload's kind: {@code startup}, {@code memory}, {@code density}, {@code
 *     working}, {@code jmh}, {@code cpu}, {@code network}, {@code command}
 */
public record TrialRecord(
    String id,
    int round,
    int position,
    String node,
    String runtime,
    String workload,
    String family,
    String startedAt,
    long durationNanos,
    TrialResult result,
    List<Sample> samples) {
  public TrialRecord {
    samples = List.copyOf(samples);
  }
}
