package dev.tare.target.pods;

import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.scenario.Workload;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JMH suite in one pod. */
final class JmhRun {
  static final String OUTPUT = "jmh.json";
  private static final String FILES = "file";
  private static final int LONGEST_WORD = 200;

  private final TrialContext context;

  JmhRun(TrialContext context) {
    this.context = context;
  }

  List<PodOutcome> run(Workload.Jmh jmh, Map<String, String> output) throws InterruptedException {
    LivePod pod = context.pod(command(jmh));
    boolean files = jmh.benchmarks().contains(FILES);
    DiskWatch disks = new DiskWatch(context.place().observer(), context.clock());
    try {
      pod.start();
      PayloadRun payload =
          files ? new PayloadRun(context, pod, disks::look) : new PayloadRun(context, pod);
      String document = payload.document();
      output.put(OUTPUT, document);
      pod.cpuLimit().ifPresent(context.readings()::add);
      look(pod.request().name(), payload, document, disks, files);
      return List.of(context.completed(pod));
    } catch (PodFailure e) {
      return List.of(context.failed(pod, e));
    } finally {
      pod.remove();
    }
  }

  private void look(
      String pod, PayloadRun payload, String document, DiskWatch disks, boolean files) {
    Optional<WallClock> clock = context.wallClock();
    context.readings().add(IterationBrackets.of(pod, payload.events(), clock));
    if (files) {
      fileStore(pod, document, disks.duringSyncs(payload.events(), clock))
          .ifPresent(context.readings()::add);
    }
  }

  /** Empty for a document that says nothing of files; whoever reads its samples will refuse it. */
  static Optional<Reading> fileStore(String pod, String document, Optional<Long> diskWrites) {
    try {
      JsonNode root = JsonMapper.shared().readTree(document);
      JsonNode files = root.path("files");
      long syncs = 0;
      for (JsonNode benchmark : root.path("benchmarks")) {
        if (benchmark.path("id").asString("").equals("file.write_sync")) {
          for (JsonNode fork : benchmark.path("forks")) {
            for (JsonNode iteration : fork.path("iterations")) {
              syncs += Math.max(0, iteration.path("operations").asLong(0));
            }
          }
        }
      }
      return files.isObject()
          ? Optional.of(
              new Reading.FileStore(
                  pod,
                  word(files, "mount"),
                  word(files, "type"),
                  word(files, "options"),
                  word(files, "cache"),
                  syncs,
                  diskWrites))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String word(JsonNode files, String key) {
    String text = files.path(key).asString("").replaceAll("\\p{Cntrl}+", " ").strip();
    return text.isEmpty() ? "unknown" : text.substring(0, Math.min(LONGEST_WORD, text.length()));
  }

  private List<String> command(Workload.Jmh jmh) {
    List<String> command = new ArrayList<>(PayloadCommands.bench(context.trial().workload().pod()));
    command.addAll(
        List.of(
            "jmh",
            "--profile",
            jmh.profile().name().toLowerCase(Locale.ROOT),
            "--memory",
            Long.toString(context.trial().workload().pod().memory()),
            "--benchmarks",
            String.join(",", jmh.benchmarks())));
    return command;
  }
}
