package dev.tare.tool;

import dev.tare.result.Sample;
import dev.tare.scenario.StatedMetric;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Numbers that JSON pointers lead to; where one leads to a list, each of its numbers is one. */
record StatedJson(List<StatedMetric> metrics) implements CommandOutput.Reader {

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    JsonNode document = JsonText.read(output);
    Found found = new Found();
    for (StatedMetric metric : metrics) {
      JsonNode value = document.at(metric.at());
      if (value.isArray() && !value.isEmpty()) {
        for (JsonNode item : value) {
          add(metric, item, found);
        }
      } else {
        add(metric, value, found);
      }
    }
    return found.all();
  }

  private static void add(StatedMetric metric, JsonNode value, Found found) throws BadOutput {
    double number = JsonText.number(value, metric.at());
    found.add(StatedMetrics.metric(metric), number * metric.unit().factor(), 0);
  }
}
