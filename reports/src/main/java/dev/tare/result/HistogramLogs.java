package dev.tare.result;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * HdrHistogram logs of a run, for the tools that read them: a file for each workload, runtime and
 * duration, tagged with the metric, an interval for each trial. They are rounded to three digits;
 * the samples themselves stay in {@code trials.jsonl}. Of calls that were timed one by one a trial
 * keeps few samples; here are all of them, from its own log among its outputs.
 */
final class HistogramLogs {

  private static final int DIGITS = 3;
  private static final String CALLS = "calls.hlog";

  private HistogramLogs() {}

  /** Writes them all. A metric with a negative value has none, because the format knows none. */
  static void write(Path folder, List<TrialRecord> trials) throws IOException {
    Map<String, List<TrialRecord>> byFile = new TreeMap<>();
    Map<String, Metric> metrics = new TreeMap<>();
    for (TrialRecord trial : trials) {
      for (Metric metric : durations(trial)) {
        String file = fileName(trial, metric);
        byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(trial);
        metrics.put(file, metric);
      }
    }
    for (Map.Entry<String, List<TrialRecord>> entry : byFile.entrySet()) {
      Metric metric = metrics.get(entry.getKey());
      if (metric != null && entry.getValue().stream().allMatch(t -> recordable(t, metric))) {
        write(folder.resolve(entry.getKey()), metric, entry.getValue());
      }
    }
  }

  private static void write(Path file, Metric metric, List<TrialRecord> trials) throws IOException {
    try (PrintStream stream =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(stream);
      log.outputComment("[nanoseconds; one interval for each trial]");
      log.outputLogFormatVersion();
      log.outputStartTime(startMillis(trials.getFirst()));
      log.outputLegend();
      trials.forEach(trial -> log.outputIntervalHistogram(histogram(trial, metric)));
      if (stream.checkError()) {
        throw new IOException("%s could not be written: is the disk full?".formatted(file));
      }
    }
  }

  private static Histogram histogram(TrialRecord trial, Metric metric) {
    Histogram histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
    if (!addCalls(trial, metric, histogram)) {
      for (double value : values(trial, metric)) {
        histogram.recordValue(Math.round(value));
      }
    }
    histogram.setTag(metric.name());
    histogram.setStartTimeStamp(startMillis(trial));
    histogram.setEndTimeStamp(startMillis(trial) + trial.durationNanos() / 1_000_000);
    return histogram;
  }

  /** Whether the trial has a log of its own with that metric. */
  private static boolean addCalls(TrialRecord trial, Metric metric, Histogram into) {
    String text = trial.result().output().getOrDefault(CALLS, "");
    boolean found = false;
    try (HistogramLogReader log =
        new HistogramLogReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      for (EncodableHistogram next = log.nextIntervalHistogram();
          next != null;
          next = log.nextIntervalHistogram()) {
        if (next instanceof Histogram calls && metric.name().equals(calls.getTag())) {
          into.add(calls);
          found = true;
        }
      }
    }
    return found;
  }

  private static long startMillis(TrialRecord trial) {
    return Instant.parse(trial.startedAt()).toEpochMilli();
  }

  private static boolean recordable(TrialRecord trial, Metric metric) {
    for (double value : values(trial, metric)) {
      if (value < 0) {
        return false;
      }
    }
    return true;
  }

  private static double[] values(TrialRecord trial, Metric metric) {
    return trial.samples().stream()
        .filter(sample -> sample.metric().equals(metric))
        .mapToDouble(Sample::value)
        .toArray();
  }

  private static List<Metric> durations(TrialRecord trial) {
    return trial.samples().stream()
        .map(Sample::metric)
        .distinct()
        .filter(metric -> metric.unit() == Metric.Unit.NANOSECONDS)
        .toList();
  }

  /** Workloads and runtimes may be named with characters that a file cannot have. */
  private static String fileName(TrialRecord trial, Metric metric) {
    return "%s.%s.%s.hlog"
        .formatted(encoded(trial.workload()), encoded(trial.runtime()), metric.name());
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
