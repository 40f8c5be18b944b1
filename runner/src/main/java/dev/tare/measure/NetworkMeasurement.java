package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.NetworkPart;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Throughput and packets as the receiver counted them, connections, and every request's latency
 * from its intended start; beside them what the CPU did meanwhile.
 */
final class NetworkMeasurement implements Measurement {
  static final String OUTPUT = "network.json";

  /** Before 3.16 all flows of iperf3 share one thread. */
  private static final Pattern VERSION = Pattern.compile("iperf (\\d{1,4})\\.(\\d{1,4}).*");

  private static final int LEAST_MAJOR = 3;
  private static final int LEAST_MINOR = 16;

  private final Workload.Network network;

  NetworkMeasurement(Workload.Network network) {
    this.network = network;
  }

  @Override
  public List<Sample> samples(TrialResult result) throws BadMeasurement {
    JsonNode document = Documents.read(result, OUTPUT, "network");
    List<Sample> samples = new ArrayList<>();
    for (NetworkPart part : network.parts()) {
      switch (part) {
        case TX -> {
          throughput(document, "one_flow", "network.throughput", samples);
          if (network.flows() > 1) {
            throughput(document, "many_flows", "network.throughput_many", samples);
          }
          rate(document, "cross_check", "network.throughput_own", samples);
        }
        case RX -> {
          throughput(document, "one_flow_rx", "network.throughput_rx", samples);
          if (network.flows() > 1) {
            throughput(document, "many_flows_rx", "network.throughput_rx_many", samples);
          }
        }
        case PACKETS -> {
          packets(document, "packets", samples);
          packets(document, "packets_rx", samples);
        }
        case CONNECTIONS ->
            operations(document, "connections", "per_second", "network.connections", samples);
        case LATENCY -> latencies(document, samples);
      }
    }
    samples.addAll(Throttling.samples(result));
    if (network.cpu()) {
      samples.addAll(NetworkCpu.samples(result, document));
    }
    return samples;
  }

  private static void throughput(
      JsonNode document, String part, String metric, List<Sample> samples) throws BadMeasurement {
    String version = document.path("iperf_version").asString("");
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches() || !recent(numbers)) {
      throw new BadMeasurement(
          "the payload's iperf3 is '%s'; %d.%d or newer has a thread for each flow, and is needed"
              .formatted(version, LEAST_MAJOR, LEAST_MINOR));
    }
    rate(document, part, metric, samples);
  }

  private static boolean recent(Matcher numbers) {
    int major = Integer.parseInt(numbers.group(1));
    return major > LEAST_MAJOR
        || (major == LEAST_MAJOR && Integer.parseInt(numbers.group(2)) >= LEAST_MINOR);
  }

  private static void rate(JsonNode document, String part, String metric, List<Sample> samples)
      throws BadMeasurement {
    double rate = Documents.positive(document.path(part), "bytes_per_second", part);
    samples.add(new Sample(Metric.throughput(metric), rate, 0));
  }

  private static void operations(
      JsonNode document, String part, String key, String name, List<Sample> samples)
      throws BadMeasurement {
    Metric metric =
        new Metric(name, Metric.Unit.OPERATIONS_PER_SECOND, Metric.Direction.HIGHER_IS_BETTER);
    samples.add(new Sample(metric, Documents.positive(document.path(part), key, part), 0));
  }

  /** With the share that got lost, which is usual where the sender is the faster one. */
  private static void packets(JsonNode document, String part, List<Sample> samples)
      throws BadMeasurement {
    operations(document, part, "received_per_second", "network." + part, samples);
    double received = Documents.positive(document.path(part), "received", part);
    JsonNode lost = document.path(part).path("lost");
    if (!lost.isIntegralNumber() || lost.asLong() < 0) {
      throw new BadMeasurement(part + ".lost is " + lost + ", not a number of packets");
    }
    Metric metric =
        new Metric("network." + part + ".lost", Metric.Unit.ONE, Metric.Direction.NEITHER);
    samples.add(new Sample(metric, lost.asLong() / (received + lost.asLong()), 0));
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
