package dev.tare.tool;

import dev.tare.result.Sample;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code fio --output-format=json}, of one job or of several that report as one group. */
final class FioOutput implements CommandOutput.Reader {
  private static final List<String> DIRECTIONS = List.of("read", "write", "trim");

  /** By fio's own keys. */
  private static final Map<String, String> QUANTILES =
      Map.of("50.000000", "p50", "90.000000", "p90", "99.000000", "p99", "99.900000", "p99_9");

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    JsonNode jobs = JsonText.read(output).path("jobs");
    if (jobs.size() != 1) {
      throw new BadOutput(
          "fio reports %d jobs, not one: run one job, or add --group_reporting"
              .formatted(jobs.size()));
    }
    JsonNode job = jobs.path(0);
    if (job.path("error").asInt(0) != 0) {
      throw new BadOutput("fio's job failed with error " + job.path("error").asInt(0));
    }
    Found found = new Found();
    for (String direction : DIRECTIONS) {
      JsonNode part = job.path(direction);
      if (part.path("total_ios").asLong(0) > 0) {
        add(direction, part, found);
      }
    }
    return found.all();
  }

  private static void add(String direction, JsonNode part, Found found) throws BadOutput {
    found.rate(direction + "_iops", JsonText.number(part, "iops", direction), 0);
    found.bandwidth(direction + "_bandwidth", JsonText.number(part, "bw_bytes", direction), 0);
    JsonNode latency = part.path("clat_ns");
    double values = latency.path("N").asDouble(0);
    if (values <= 0) {
      return;
    }
    found.time(direction + "_latency", JsonText.number(latency, "mean", direction + ".clat_ns"), 0);
    for (var quantile : latency.path("percentile").properties()) {
      String name = QUANTILES.get(quantile.getKey());
      if (name != null && Found.enough(Lines.number(quantile.getKey()) / 100, values)) {
        found.time(
            direction + "_latency_" + name,
            JsonText.number(quantile.getValue(), direction + ".clat_ns." + name),
            0);
      }
    }
  }
}
