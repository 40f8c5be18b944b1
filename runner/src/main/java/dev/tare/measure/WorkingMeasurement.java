package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a sandbox takes beyond its workload, in bytes: {@code overhead.peak.LOAD} the most that was
 * seen while the load stood, {@code overhead.stays.LOAD} what was there at the last look after it;
 * of several pods the largest. {@link Beyond} says what is counted. {@code overhead.oom_kills} is
 * how many processes were killed for want of memory, by the node's kernel in the pods' cgroups and
 * by kernels of guests.
 */
final class WorkingMeasurement implements Measurement {
  private static final Metric KILLS =
      new Metric("overhead.oom_kills", Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER);

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    if (result.readings().stream().anyMatch(Reading.Blind.class::isInstance)) {
      return List.of();
    }
    Map<String, Map<String, List<Reading.UnderLoad>>> loads = new LinkedHashMap<>();
    List<Reading.UnderLoad> all = Reading.all(result.readings(), Reading.UnderLoad.class).toList();
    for (Reading.UnderLoad look : all) {
      loads
          .computeIfAbsent(look.load(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(look.pod(), _ -> new ArrayList<>())
          .add(look);
    }
    List<Sample> samples = new ArrayList<>();
    for (Map.Entry<String, Map<String, List<Reading.UnderLoad>>> load : loads.entrySet()) {
      List<Beyond> pods = new ArrayList<>();
      for (List<Reading.UnderLoad> looks : load.getValue().values()) {
        pods.add(Beyond.of(looks));
      }
      if (pods.stream().allMatch(Beyond::whole)) {
        largest("overhead.peak." + load.getKey(), pods, Beyond::peak, samples);
        largest("overhead.stays." + load.getKey(), pods, Beyond::stays, samples);
      }
    }
    samples.add(new Sample(KILLS, kills(all, result.pods()), 0));
    return samples;
  }

  private static void largest(
      String name, List<Beyond> pods, ToDoubleFunction<Beyond> value, List<Sample> samples) {
    OptionalDouble largest = pods.stream().mapToDouble(value).max();
    largest.ifPresent(bytes -> samples.add(new Sample(Metric.size(name), bytes, 0)));
  }

  /** A container that died of it may have taken its counter along: its end tells as well. */
  private static long kills(List<Reading.UnderLoad> looks, List<PodOutcome> pods) {
    Map<String, Long> byPod = new LinkedHashMap<>();
    looks.forEach(look -> byPod.merge(look.pod(), kills(look), Math::max));
    for (PodOutcome pod : pods) {
      if (pod instanceof PodOutcome.Failed failed && failed.cause().contains("OOMKilled")) {
        byPod.merge(failed.pod(), 1L, Math::max);
      }
    }
    return byPod.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long kills(Reading.UnderLoad look) {
    // The pod's own count is of its sandbox only where the kernel is the guest's.
    return Stream.concat(
            look.cgroups().stream().map(cgroup -> cgroup.stat().getOrDefault("oom_kill", 0L)),
            Stream.of(look.guest() ? look.kills() : 0L))
        .mapToLong(Long::longValue)
        .sum();
  }
}
