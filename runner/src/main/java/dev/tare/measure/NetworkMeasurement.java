package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Throughput as the receiver counted it, and every request's latency from its intended start. */
final class NetworkMeasurement implements Measurement {
  static final String OUTPUT = "network.json";

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    JsonNode document = Documents.read(result, OUTPUT, "network");
    List<Sample> samples = new ArrayList<>();
    throughput(document, "one_flow", "network.throughput", samples);
    if (document.has("many_flows")) {
      throughput(document, "many_flows", "network.throughput_many", samples);
    }
    throughput(document, "cross_check", "network.throughput_own", samples);
    latencies(document, samples);
    samples.addAll(Throttling.samples(result));
    return samples;
  }

  private static void throughput(
      JsonNode document, String part, String metric, List<Sample> samples) throws BadMeasurement {
    double rate = Documents.positive(document.path(part), "bytes_per_second", part);
    samples.add(new Sample(Metric.throughput(metric), rate, 0));
  }

  private static void latencies(JsonNode document, List<Sample> samples) throws BadMeasurement {
    JsonNode latency = document.path("latency");
    add(latency.path("latency_ns"), "network.request_latency", 1, samples);
    add(latency.path("lag_ns"), "network.request_lag", 0, samples);
    if (latency.path("latency_ns").size() != latency.path("requests").asInt(-1)) {
      throw new BadMeasurement(
          "there are %d latencies of %s requests"
              .formatted(latency.path("latency_ns").size(), latency.path("requests")));
    }
  }

  private static void add(JsonNode values, String metric, long least, List<Sample> samples)
      throws BadMeasurement {
    if (values.isEmpty()) {
      throw new BadMeasurement("there is no value of " + metric);
    }
    Metric duration = Metric.duration(metric);
    for (JsonNode value : values) {
      if (!value.isIntegralNumber() || value.asLong() < least) {
        throw new BadMeasurement(metric + " has the value " + value);
      }
      samples.add(new Sample(duration, (double) value.asLong(), 0));
    }
  }
}
