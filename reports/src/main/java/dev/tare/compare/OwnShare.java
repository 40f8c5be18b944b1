package dev.tare.compare;

import java.util.Optional;

/**
 * What Tare itself used while it measured one workload: means of its trials, in nanoseconds of CPU
 * time.
 *
 * @param trials whose cost was taken
 * @param harnessNanos of the harness, a trial
 * @param wallNanos that a trial took
 * @param observerNanos of the nodes' observers; empty where the harness looks itself, or where
 *     nobody sees them
 * @param runtimeNanos of the nodes' container runtimes, with what they did for the pods
 */
public record OwnShare(
    String workload,
    int trials,
    double harnessNanos,
    double wallNanos,
    Optional<Double> observerNanos,
    Optional<Double> runtimeNanos) {

  /** One line for a reader. */
  public String sentence() {
    String observer =
        observerNanos
            .map(nanos -> "; its observer on the node %s".formatted(Wording.nanos(nanos)))
            .orElse("");
    String runtime =
        runtimeNanos
            .map(
                nanos ->
                    "; the node's container runtimes, for the pods and for Tare, %s"
                        .formatted(Wording.nanos(nanos)))
            .orElse("");
    return "Tare itself took %s of CPU a trial, %s of one CPU over %s%s%s."
        .formatted(
            Wording.nanos(harnessNanos),
            Wording.percent(harnessNanos / wallNanos),
            Wording.nanos(wallNanos),
            observer,
            runtime);
  }
}
