package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Every iteration of every benchmark, in nanoseconds per operation. */
final class JmhMeasurement implements Measurement {
  static final String OUTPUT = "jmh.json";
  private static final String UNIT = "ns/op";

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    JsonNode document = Documents.read(result, OUTPUT, "jmh");
    List<Sample> samples = new ArrayList<>();
    for (JsonNode benchmark : document.path("benchmarks")) {
      String id = benchmark.path("id").asString("");
      String unit = benchmark.path("unit").asString("");
      if (!id.matches("[a-z0-9_]+\\.[a-z0-9_]+")) {
        throw new BadMeasurement("the benchmark has no usable id: '" + id + "'");
      }
      if (!unit.equals(UNIT)) {
        throw new BadMeasurement(id + " is in '" + unit + "', not in " + UNIT);
      }
      for (JsonNode fork : benchmark.path("forks")) {
        for (JsonNode iteration : fork.path("iterations")) {
          double score = Documents.positive(iteration, "score", id);
          samples.add(new Sample(Metric.duration(id), score, 0));
        }
      }
    }
    if (samples.isEmpty()) {
      throw new BadMeasurement("the suite has no iterations");
    }
    samples.addAll(Throttling.samples(result));
    return samples;
  }
}
