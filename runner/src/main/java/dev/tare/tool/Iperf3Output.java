package dev.tare.tool;

import dev.tare.result.Sample;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code iperf3 --json} of the client: what the receiver counted. */
final class Iperf3Output implements CommandOutput.Reader {
  private static final double BITS = 8;
  private static final double MILLISECOND = 1e6;
  private static final double PERCENT = 0.01;

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    JsonNode document = JsonText.read(output);
    if (document.has("error")) {
      throw new BadOutput("iperf3 says: '" + Lines.cut(document.path("error").asString("")) + "'");
    }
    JsonNode end = document.path("end");
    Found found = new Found();
    boolean datagrams =
        document.path("start").path("test_start").path("protocol").asString("").equals("UDP");
    throughput(end, "sum_received", "throughput", found);
    if (end.has("sum_received_bidir_reverse")) {
      throughput(end, "sum_received_bidir_reverse", "throughput_reverse", found);
    }
    if (datagrams) {
      JsonNode received = end.path("sum_received");
      double jitter = JsonText.number(received, "jitter_ms", "end.sum_received");
      if (jitter > 0) {
        found.time("jitter", jitter * MILLISECOND, 0);
      }
      found.few("lost", JsonText.number(received, "lost_percent", "end.sum_received") * PERCENT);
    } else if (end.path("sum_sent").has("retransmits")) {
      found.few("retransmits", JsonText.number(end.path("sum_sent"), "retransmits", "sum_sent"));
    }
    return found.all();
  }

  private static void throughput(JsonNode end, String part, String what, Found found)
      throws BadOutput {
    found.bandwidth(
        what, JsonText.number(end.path(part), "bits_per_second", "end." + part) / BITS, 0);
  }
}
