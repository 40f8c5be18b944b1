package dev.tare.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of {@code trials.jsonl} as text. It differs from a {@link TrialRecord} in two ways that
 * keep it short: outputs are named with the file that holds them, and neighbouring samples of one
 * metric and error share one entry.
 */
final class TrialJson {

  private record Line(
      String id,
      int round,
      int position,
      String node,
      String runtime,
      String workload,
      String family,
      String startedAt,
      long durationNanos,
      TrialResult result,
      List<Samples> samples) {}

  private record Samples(Metric metric, double error, List<Double> values) {}

  private TrialJson() {}

  static String write(TrialRecord trial) {
    Map<String, String> files = new TreeMap<>();
    for (String name : trial.result().output().keySet()) {
      files.put(name, "output/" + trial.id() + "/" + name);
    }
    TrialRecord named = withOutput(trial, files);
    return Json.LINE.writeValueAsString(line(named));
  }

  /** The trial with the names of its files where the texts of its outputs belong. */
  static TrialRecord read(String text) {
    Line line = Json.LINE.readValue(text, Line.class);
    List<Sample> samples = new ArrayList<>();
    for (Samples group : line.samples()) {
      group
          .values()
          .forEach(value -> samples.add(new Sample(group.metric(), value, group.error())));
    }
    return new TrialRecord(
        line.id(),
        line.round(),
        line.position(),
        line.node(),
        line.runtime(),
        line.workload(),
        line.family(),
        line.startedAt(),
        line.durationNanos(),
        line.result(),
        samples);
  }

  static TrialRecord withOutput(TrialRecord trial, Map<String, String> output) {
    TrialResult result = trial.result();
    return new TrialRecord(
        trial.id(),
        trial.round(),
        trial.position(),
        trial.node(),
        trial.runtime(),
        trial.workload(),
        trial.family(),
        trial.startedAt(),
        trial.durationNanos(),
        new TrialResult(result.pods(), result.readings(), output, result.problems()),
        trial.samples());
  }

  private static Line line(TrialRecord trial) {
    return new Line(
        trial.id(),
        trial.round(),
        trial.position(),
        trial.node(),
        trial.runtime(),
        trial.workload(),
        trial.family(),
        trial.startedAt(),
        trial.durationNanos(),
        trial.result(),
        grouped(trial.samples()));
  }

  private static List<Samples> grouped(List<Sample> samples) {
    List<Samples> groups = new ArrayList<>();
    for (Sample sample : samples) {
      if (groups.isEmpty() || !fits(groups.getLast(), sample)) {
        groups.add(new Samples(sample.metric(), sample.error(), new ArrayList<>()));
      }
      groups.getLast().values().add(sample.value());
    }
    return groups;
  }

  private static boolean fits(Samples group, Sample sample) {
    return group.metric().equals(sample.metric())
        && Double.compare(group.error(), sample.error()) == 0;
  }
}
