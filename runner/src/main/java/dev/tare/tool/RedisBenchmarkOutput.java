package dev.tare.tool;

import dev.tare.result.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code redis-benchmark --csv} of Redis 6.2 or newer: a head, and a line for each test. */
final class RedisBenchmarkOutput implements CommandOutput.Reader {
  private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"(?:,|$)");
  private static final Pattern LINE = Pattern.compile("(\"[^\"]*\",)+\"[^\"]*\"");
  private static final String RATE = "rps";
  private static final double MILLISECOND = 1e6;

  @Override
  public List<Sample> samples(String output) throws BadOutput {
    Found found = new Found();
    List<String> head = List.of();
    for (String line : new Lines(output).all()) {
      if (line.startsWith("Error") || line.startsWith("ERROR") || line.startsWith("WARNING: ")) {
        throw new BadOutput("redis-benchmark says: '" + Lines.cut(line) + "'");
      }
      if (LINE.matcher(line).matches()) {
        List<String> fields = fields(line);
        if (head.isEmpty()) {
          head = fields;
        } else {
          add(head, fields, found);
        }
      }
    }
    return found.all();
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(line);
    while (field.find()) {
      fields.add(field.group(1));
    }
    return fields;
  }

  private static void add(List<String> head, List<String> fields, Found found) throws BadOutput {
    if (head.size() != fields.size() || !head.getFirst().equals("test") || !head.contains(RATE)) {
      throw new BadOutput("its lines are not those of redis-benchmark --csv");
    }
    String part = found.part(fields.getFirst());
    for (int i = 1; i < head.size(); i++) {
      String digits = fields.get(i);
      double value = Lines.number(digits);
      switch (head.get(i)) {
        case RATE -> found.rate("requests." + part, value, Lines.rounding(digits));
        case "avg_latency_ms" -> latency("latency." + part, digits, found);
        case "p50_latency_ms" -> latency("latency_p50." + part, digits, found);
        case "p99_latency_ms" -> latency("latency_p99." + part, digits, found);
        default -> {}
      }
    }
  }

  private static void latency(String what, String digits, Found found) throws BadOutput {
    found.time(what, Lines.number(digits) * MILLISECOND, Lines.rounding(digits) * MILLISECOND);
  }
}
