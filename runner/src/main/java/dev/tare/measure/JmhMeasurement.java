package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;

/**
 * Every iteration of every benchmark, in nanoseconds per operation or, where an operation moves
 * many bytes, in bytes per second; and of calls that were timed one by one what {@link
 * Calls#samples} keeps. Iterations whose length by the pod's clock is not that by the node's are
 * left out and counted ({@code clock.invalid}); those that nobody could check are counted as well
 * ({@code clock.unchecked}).
 */
final class JmhMeasurement implements Measurement {
  static final String OUTPUT = "jmh.json";
  private static final String UNIT = "ns/op";

  /** What a document comes to. */
  private static final class Drawn {
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, Histogram> calls = new LinkedHashMap<>();
  }

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    ClockCheck clock = ClockCheck.of(result.readings());
    Drawn drawn = drawn(result, clock);
    List<Sample> samples = new ArrayList<>(drawn.samples);
    drawn.calls.forEach((id, calls) -> samples.addAll(Calls.samples(id, calls)));
    if (samples.isEmpty()) {
      throw new BadMeasurement(
          clock.invalid() == 0
              ? "the suite has no iterations"
              : "all %d iterations took another time by the pod's clock than by the node's"
                  .formatted(clock.invalid()));
    }
    samples.addAll(clock.samples());
    samples.addAll(Throttling.samples(result));
    return samples;
  }

  @Override
  public Map<String, String> output(TrialResult result) throws BadMeasurement {
    Map<String, Histogram> calls = drawn(result, ClockCheck.of(result.readings())).calls;
    return calls.isEmpty() ? Map.of() : Map.of(Calls.OUTPUT, Calls.log(calls));
  }

  private static Drawn drawn(TrialResult result, ClockCheck clock) throws BadMeasurement {
    JsonNode document = Documents.read(result, OUTPUT, "jmh");
    Drawn drawn = new Drawn();
    for (JsonNode benchmark : document.path("benchmarks")) {
      String id = benchmark.path("id").asString("");
      String unit = benchmark.path("unit").asString("");
      if (!id.matches("[a-z0-9_]+\\.[a-z0-9_]+(\\.call)?")) {
        throw new BadMeasurement("the benchmark has no usable id: '" + id + "'");
      }
      if (!unit.equals(UNIT)) {
        throw new BadMeasurement(id + " is in '" + unit + "', not in " + UNIT);
      }
      List<JsonNode> iterations = new ArrayList<>();
      benchmark.path("forks").forEach(fork -> fork.path("iterations").forEach(iterations::add));
      clock.expect(id, iterations.size());
      for (JsonNode iteration : iterations) {
        if (id.endsWith(Calls.SUFFIX)) {
          calls(id, iteration, clock, drawn.calls);
        } else {
          score(id, benchmark, iteration, clock, drawn.samples);
        }
      }
    }
    return drawn;
  }

  private static void calls(
      String id, JsonNode iteration, ClockCheck clock, Map<String, Histogram> calls)
      throws BadMeasurement {
    Histogram histogram = Calls.decode(iteration.path("histogram").asString(""), id);
    if (clock.next(id, 0).valid()) {
      calls.computeIfAbsent(id, _ -> Calls.empty()).add(histogram);
    }
  }

  private static void score(
      String id, JsonNode benchmark, JsonNode iteration, ClockCheck clock, List<Sample> samples)
      throws BadMeasurement {
    double score = Documents.positive(iteration, "score", id);
    ClockCheck.Verdict verdict = clock.next(id, score * iteration.path("operations").asDouble(0));
    if (!verdict.valid()) {
      return;
    }
    if (benchmark.has("bytes_per_operation")) {
      double rate = Documents.positive(benchmark, "bytes_per_operation", id) * 1e9 / score;
      samples.add(new Sample(Metric.throughput(id), rate, rate * verdict.error()));
    } else {
      samples.add(new Sample(Metric.duration(id), score, score * verdict.error()));
    }
  }
}
