package dev.tare.target.pods;

import dev.tare.observe.Sandbox;
import dev.tare.result.PodOutcome;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Idle pods, level by level, and the node's memory at each level. */
final class MemoryRun {
  private static final Duration POLL = Duration.ofMillis(5);

  private final TrialContext context;
  private final List<Sandbox> sandboxes = new ArrayList<>();

  MemoryRun(TrialContext context) {
    this.context = context;
  }

  List<PodOutcome> run(Workload.Memory memory) throws InterruptedException {
    List<LivePod> pods = new ArrayList<>();
    List<PodOutcome> outcomes = new ArrayList<>();
    try {
      read(pods, memory.settle());
      for (int level : memory.levels()) {
        if (!fill(pods, level, outcomes)) {
          break;
        }
        read(pods, memory.settle());
      }
    } finally {
      removeAll(pods);
    }
    pods.forEach(pod -> outcomes.add(context.completed(pod)));
    return outcomes;
  }

  /** Adds pods until so many stand; whether they do. */
  private boolean fill(List<LivePod> pods, int level, List<PodOutcome> outcomes)
      throws InterruptedException {
    while (pods.size() < level) {
      if (context.overdue()) {
        context.problems().add(context.limitPassed() + " with " + pods.size() + " pods standing");
        return false;
      }
      LivePod pod = context.pod(PayloadCommands.IDLE);
      try {
        pod.start();
        awaitOutput(context, pod);
        sandboxes.add(pod.sandbox());
        pods.add(pod);
      } catch (PodFailure e) {
        pod.remove();
        outcomes.add(context.failed(pod, e));
        return false;
      } catch (InterruptedException | RuntimeException e) {
        pod.remove();
        throw e;
      }
    }
    return true;
  }

  private void read(List<LivePod> pods, Duration settle) throws InterruptedException {
    context.clock().sleep(settle.toNanos());
    context.readings().addAll(context.place().observer().memory(List.copyOf(sandboxes)));
    pods.forEach(pod -> context.readings().addAll(pod.stats(pods.size())));
  }

  /** Waits for the first line of a container. */
  static void awaitOutput(TrialContext context, LivePod pod)
      throws PodFailure, InterruptedException {
    long deadline = context.clock().nanoTime() + context.trial().limits().start().toNanos();
    while (pod.output().isEmpty()) {
      if (context.clock().nanoTime() > deadline) {
        pod.requireOutput();
        Optional<String> ended = pod.ended();
        throw ended.isPresent()
            ? PodFailure.of("waiting for its first output", ended.get())
            : PodFailure.late("waiting for its first output");
      }
      context.clock().sleep(POLL.toNanos());
    }
  }

  private static void removeAll(List<LivePod> pods) throws InterruptedException {
    Together.each(pods, LivePod::remove);
  }
}
