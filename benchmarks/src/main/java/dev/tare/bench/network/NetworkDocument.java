package dev.tare.bench.network;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result document of kind {@code network}. */
final class NetworkDocument {
  private final ObjectNode document = JsonMapper.shared().createObjectNode();

  NetworkDocument(int flows, int seconds, int rate) {
    document.put("schema", 1);
    document.put("kind", "network");
    document.put("cpus", Runtime.getRuntime().availableProcessors());
    document.put("flows", flows);
    document.put("seconds", seconds);
    document.put("rate", rate);
  }

  void throughput(String key, Iperf test) {
    document.put("iperf_version", test.version());
    ObjectNode node = document.putObject(key);
    node.put("flows", test.flows());
    node.put("bytes_per_second", test.bytesPerSecond());
    node.put("received_bytes", test.receivedBytes());
    node.put("seconds", test.seconds());
    node.put("moved_bytes", test.movedBytes());
    node.put("sent_bytes_per_second", test.sentBytesPerSecond());
    if (test.retransmits() >= 0) {
      node.put("retransmits", test.retransmits());
    }
  }

  void crossCheck(CrossCheck check) {
    ObjectNode node = document.putObject("cross_check");
    node.put("flows", 1);
    node.put("bytes_per_second", check.bytesPerSecond());
    node.put("received_bytes", check.bytes());
    node.put("seconds", check.nanos() / 1e9);
  }

  void packets(String key, Packets packets) {
    ObjectNode node = document.putObject(key);
    node.put("bytes", Packets.BYTES);
    node.put("received_per_second", packets.perSecond());
    node.put("received", packets.received());
    node.put("lost", packets.lost());
    node.put("seconds", packets.seconds());
  }

  void connections(Connections connections) {
    ObjectNode node = document.putObject("connections");
    node.put("per_second", connections.perSecond());
    node.put("count", connections.count());
    node.put("seconds", connections.nanos() / 1e9);
  }

  /**
   * The latency part.
   *
   * @param warmup requests that were sent before those
   */
  void latencies(Schedule.Latencies samples, int warmup) {
    ObjectNode node = document.putObject("latency");
    node.put("requests", samples.latencies().length);
    node.put("warmup_requests", warmup);
    array(node.putArray("latency_ns"), samples.latencies());
    array(node.putArray("lag_ns"), samples.lags());
  }

  String json() {
    return document.toString();
  }

  private static void array(ArrayNode array, long[] values) {
    for (long value : values) {
      array.add(value);
    }
  }
}
