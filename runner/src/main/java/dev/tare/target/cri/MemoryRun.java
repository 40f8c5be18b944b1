package dev.tare.target.cri;

import dev.tare.observe.Sandbox;
import dev.tare.result.PodOutcome;
import dev.tare.scenario.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Idle pods, level by level, and the node's memory at each level. */
final class MemoryRun {
  private static final Duration POLL = Duration.ofMillis(5);

  private final TrialContext context;

  MemoryRun(TrialContext context) {
    this.context = context;
  }

  List<PodOutcome> run(Workload.Memory memory) throws InterruptedException {
    List<CriPod> pods = new ArrayList<>();
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
  private boolean fill(List<CriPod> pods, int level, List<PodOutcome> outcomes)
      throws InterruptedException {
    while (pods.size() < level) {
      if (context.overdue()) {
        context.problems().add(context.limitPassed() + " with " + pods.size() + " pods standing");
        return false;
      }
      CriPod pod = context.pod(PayloadCommands.IDLE);
      try {
        pod.start();
        awaitOutput(context, pod);
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

  private void read(List<CriPod> pods, Duration settle) throws InterruptedException {
    context.clock().sleep(settle.toNanos());
    List<Sandbox> sandboxes = pods.stream().map(CriPod::sandbox).toList();
    context.readings().addAll(context.observer().memory(sandboxes));
    pods.forEach(pod -> pod.stats(pods.size()).ifPresent(context.readings()::add));
  }

  /** Waits for the first line of a container. */
  static void awaitOutput(TrialContext context, CriPod pod)
      throws PodFailure, InterruptedException {
    long deadline = context.clock().nanoTime() + context.trial().limits().start().toNanos();
    try {
      while (pod.log().read().isEmpty()) {
        if (context.clock().nanoTime() > deadline) {
          pod.requireLog();
          Optional<String> exited = pod.exited();
          throw exited.isPresent()
              ? PodFailure.of("waiting for its first output", exited.get())
              : PodFailure.late("waiting for its first output");
        }
        context.clock().sleep(POLL.toNanos());
      }
    } catch (IOException e) {
      throw PodFailure.of("reading its log", String.valueOf(e.getMessage()));
    }
  }

  private static void removeAll(List<CriPod> pods) throws InterruptedException {
    Together.each(pods, CriPod::remove);
  }
}
