package dev.tare.tool;

import dev.tare.result.Sample;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** JMH's {@code -rf json}: every iteration of every benchmark. */
final class JmhOutput implements CommandOutput.Reader {
  private static final Map<String, Double> TIMES =
      Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);
  private static final Map<String, Double> RATES =
      Map.of("ops/ns", 1e9, "ops/us", 1e6, "ops/ms", 1e3, "ops/s", 1.0);

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    JsonNode document = JsonText.read(output);
    Found found = new Found();
    for (JsonNode benchmark : document) {
      add(benchmark, found);
    }
    return found.all();
  }

  private static void add(JsonNode benchmark, Found found) throws BadOutput {
    String name = benchmark.path("benchmark").asString("");
    JsonNode metric = benchmark.path("primaryMetric");
    String unit = metric.path("scoreUnit").asString("");
    String part = found.part(shortened(name, benchmark.path("params")));
    if (metric.path("rawData").isEmpty()) {
      value(part, unit, metric.path("score"), found);
    }
    for (JsonNode fork : metric.path("rawData")) {
      for (JsonNode iteration : fork) {
        value(part, unit, iteration, found);
      }
    }
  }

  /** Class and method without the package, and the values of the parameters. */
  private static String shortened(String name, JsonNode params) {
    String[] parts = name.split("\\.", -1);
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, parts.length - 2); i < parts.length; i++) {
      text.append(parts[i]).append(' ');
    }
    params.forEach(value -> text.append(value.asString("")).append(' '));
    return text.toString();
  }

  private static void value(String part, String unit, JsonNode value, Found found)
      throws BadOutput {
    double number = JsonText.number(value, "the score of " + part);
    Double time = TIMES.get(unit);
    Double rate = RATES.get(unit);
    if (time != null) {
      found.time(part, number * time, 0);
    } else if (rate != null) {
      found.rate(part, number * rate, 0);
    } else {
      throw new BadOutput("%s is in '%s', which is not known".formatted(part, Lines.cut(unit)));
    }
  }
}
