package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Holds each iteration's length by the pod's clock against its length by the node's. They must
 * agree within 0.5 % and what the node's stamps were seen to be off by. Where that error is above 5
 * % of an iteration, agreement says nothing, and the iteration counts as unchecked.
 */
final class ClockCheck {
  private static final double SHARE = 0.005;
  private static final double COARSE = 0.05;

  private static final Metric INVALID = count("clock.invalid");
  private static final Metric UNCHECKED = count("clock.unchecked");

  private final boolean seen;
  private final long errorNanos;
  private final Map<String, Queue<Reading.Bracket>> brackets = new HashMap<>();
  private int checked;
  private int invalid;
  private int unchecked;

  /**
   * What became of an iteration.
   *
   * @param error bound of the share by which the pod's clock was wrong; 0 when none is known
   */
  record Verdict(boolean valid, double error) {}

  private ClockCheck(Optional<Reading.Brackets> reading) {
    this.seen = reading.filter(brackets -> brackets.unchecked().isEmpty()).isPresent();
    this.errorNanos = reading.map(Reading.Brackets::errorNanos).orElse(0L);
    reading.ifPresent(
        all ->
            all.iterations()
                .forEach(
                    bracket ->
                        brackets
                            .computeIfAbsent(bracket.benchmark(), _ -> new ArrayDeque<>())
                            .add(bracket)));
  }

  /** By what was seen of the trial; without such a reading nothing is checked. */
  static ClockCheck of(List<Reading> readings) {
    return new ClockCheck(Reading.all(readings, Reading.Brackets.class).findFirst());
  }

  /**
   * So many iterations of that benchmark come.
   *
   * @throws BadMeasurement when the payload told of another number while they ran
   */
  void expect(String benchmark, int iterations) throws BadMeasurement {
    int told = brackets.getOrDefault(benchmark, new ArrayDeque<>()).size();
    if (seen && told != iterations) {
      throw new BadMeasurement(
          "%s has %d iterations, and told of %d while they ran"
              .formatted(benchmark, iterations, told));
    }
  }

  /**
   * The next iteration of that benchmark.
   *
   * @param measuredNanos what the suite says it measured; must fit into the iteration
   */
  Verdict next(String benchmark, double measuredNanos) {
    Reading.Bracket bracket = brackets.getOrDefault(benchmark, new ArrayDeque<>()).poll();
    if (!seen || bracket == null) {
      unchecked++;
      return new Verdict(true, 0);
    }
    double pod = bracket.podNanos();
    double node = bracket.nodeNanos();
    double tolerance = SHARE * node + errorNanos;
    if (pod <= 0 || Math.abs(node - pod) > tolerance || measuredNanos > node + tolerance) {
      checked++;
      invalid++;
      return new Verdict(false, 0);
    }
    if (errorNanos > COARSE * node) {
      unchecked++;
      return new Verdict(true, 0);
    }
    checked++;
    return new Verdict(true, (Math.abs(node - pod) + errorNanos) / node);
  }

  int invalid() {
    return invalid;
  }

  /** How many were left out, if any was checked; how many nobody could check, if there are any. */
  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    if (checked > 0) {
      samples.add(new Sample(INVALID, invalid, 0));
    }
    if (unchecked > 0) {
      samples.add(new Sample(UNCHECKED, unchecked, 0));
    }
    return samples;
  }

  private static Metric count(String name) {
    return new Metric(name, Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER);
  }
}
