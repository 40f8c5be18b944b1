package dev.tare.compare;

import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.TrialRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ramps of pods that came to their cap. Their true number lies above it, nobody knows how far: it
 * is censored on the right, and a median or a ratio over the others alone would be of the worst
 * rounds.
 */
final class Caps {
  static final Metric IDLE_PODS =
      new Metric(Families.IDLE_PODS, Metric.Unit.ONE, Metric.Direction.HIGHER_IS_BETTER);

  private final Trials trials;

  Caps(Trials trials) {
    this.trials = trials;
  }

  /** Whether pods were added in that case until something gave out. */
  boolean ramped(String workload) {
    return trials.all().stream()
        .filter(trial -> trial.workload().equals(workload))
        .flatMap(Caps::ramps)
        .findAny()
        .isPresent();
  }

  /** Why that metric has no number; empty when no ramp of the runtime came to its cap. */
  Optional<String> of(String workload, String runtime, Metric metric) {
    if (!metric.name().equals(Families.IDLE_PODS)) {
      return Optional.empty();
    }
    List<Reading.Density> ramps =
        trials.sound(workload, runtime).stream().flatMap(Caps::ramps).toList();
    long capped = ramps.stream().filter(ramp -> ramp.firstBad().isEmpty()).count();
    int least = ramps.stream().mapToInt(Reading.Density::lastGood).min().orElse(0);
    return capped == 0
        ? Optional.empty()
        : Optional.of(
            "at least %d: the cap ended %d of %d rounds".formatted(least, capped, ramps.size()));
  }

  static Stream<Reading.Density> ramps(TrialRecord trial) {
    return Reading.all(trial.result().readings(), Reading.Density.class);
  }
}
