package dev.tare.bench.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Small packets as fast as the sender can: UDP of {@link #BYTES} bytes, by iperf3. What arrives is
 * counted, for a sender may well put out more than anybody carries.
 *
 * @param received by the receiver
 * @param lost on the way
 * @param seconds that the receiver counted
 */
record Packets(long received, long lost, double seconds) {
  static final int BYTES = 64;

  double perSecond() {
    return received / seconds;
  }

  /**
   * Runs a client.
   *
   * @param reverse whether the server sends
   */
  static Packets run(String program, String host, int port, int seconds, boolean reverse)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-u", "-l", Integer.toString(BYTES), "-b", "0", "-t", Integer.toString(seconds)));
    if (reverse) {
      words.add("-R");
    }
    return parse(Iperf.report(program, host, port, words, seconds));
  }

  /**
   * Reads the report of {@code iperf3 -u -J}.
   *
   * @throws IOException when the report holds an error, or nothing arrived
   */
  static Packets parse(String report) throws IOException {
    JsonNode received = Iperf.tree(report, "-u").path("end").path("sum_received");
    long seen = received.path("packets").asLong(0);
    long lost = Math.max(0, received.path("lost_packets").asLong(0));
    Packets packets = new Packets(seen - lost, lost, received.path("seconds").asDouble(0));
    if (packets.received <= 0 || packets.seconds <= 0) {
      throw new IOException("iperf3 -u reports that none of " + seen + " packets was received");
    }
    return packets;
  }
}
