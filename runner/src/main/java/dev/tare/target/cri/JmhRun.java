package dev.tare.target.cri;

import dev.tare.result.PodOutcome;
import dev.tare.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The JMH suite in one pod. */
final class JmhRun {
  static final String OUTPUT = "jmh.json";

  private final TrialContext context;

  JmhRun(TrialContext context) {
    this.context = context;
  }

  List<PodOutcome> run(Workload.Jmh jmh, Map<String, String> output) throws InterruptedException {
    CriPod pod = context.pod(command(jmh));
    try {
      pod.start();
      output.put(OUTPUT, new PayloadRun(context, pod).document());
      pod.cpuLimit().ifPresent(context.readings()::add);
      return List.of(context.completed(pod));
    } catch (PodFailure e) {
      return List.of(context.failed(pod, e));
    } finally {
      pod.remove();
    }
  }

  private List<String> command(Workload.Jmh jmh) {
    List<String> command = new ArrayList<>(PayloadCommands.bench(context.trial().workload().pod()));
    command.addAll(
        List.of(
            "jmh",
            "--profile",
            jmh.profile().name().toLowerCase(Locale.ROOT),
            "--benchmarks",
            String.join(",", jmh.benchmarks())));
    return command;
  }
}
