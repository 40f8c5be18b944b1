package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many idle pods stood: {@code density.idle_pods} is the last good level, and its error the way
 * to the number with which something gave out. A ramp that came to its cap has no such sample: it
 * shows only that so many stand. {@code density.cgroup} is what the pods' own cgroups were charged
 * for at the last good level, in bytes per pod.
 */
final class DensityMeasurement implements Measurement {
  private static final Metric PODS =
      new Metric("density.idle_pods", Metric.Unit.ONE, Metric.Direction.HIGHER_IS_BETTER);

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    Reading.Density density =
        Reading.all(result.readings(), Reading.Density.class)
            .findFirst()
            .orElseThrow(() -> new BadMeasurement("nothing says how far the pods came"));
    List<Sample> samples = new ArrayList<>();
    Optional<Integer> bad = density.firstBad();
    if (bad.isPresent()) {
      int width = bad.get() - density.lastGood();
      if (width < 1) {
        throw new BadMeasurement(
            "%d pods were good and %d were not".formatted(density.lastGood(), bad.get()));
      }
      samples.add(new Sample(PODS, density.lastGood(), width));
    }
    charged(result, density.lastGood()).ifPresent(samples::add);
    return samples;
  }

  private static Optional<Sample> charged(TrialResult result, int level) {
    return Reading.all(result.readings(), Reading.Strain.class)
        .filter(strain -> strain.level() == level && level > 0)
        .flatMap(strain -> strain.charged().stream())
        .map(bytes -> new Sample(Metric.size("density.cgroup"), (double) bytes / level, 0))
        .findFirst();
  }
}
