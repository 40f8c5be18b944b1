package dev.tare.target.pods;

import dev.tare.result.PodOutcome;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sleeping pods, and the node's CPU time before, while and after they are started. */
final class CpuRun {
  private static final Duration BASELINE = Duration.ofSeconds(3);

  /** What starts and removals leave to be done is over by then, and is no part of a rest. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private final TrialContext context;
  private final CpuLooks looks;

  CpuRun(TrialContext context) {
    this.context = context;
    this.looks = new CpuLooks(context);
  }

  List<PodOutcome> run(Workload.Cpu cpu) throws InterruptedException {
    List<LivePod> pods = new ArrayList<>();
    try {
      context.clock().sleep(SETTLE.toNanos());
      looks.keep("baseline" + CpuLooks.BEFORE, List.of());
      context.clock().sleep(BASELINE.toNanos());
      looks.keep("start" + CpuLooks.BEFORE, List.of());
      for (int i = 0; i < cpu.pods(); i++) {
        LivePod pod = context.pod(PayloadCommands.IDLE);
        pods.add(pod);
        pod.start();
        MemoryRun.awaitOutput(context, pod);
      }
      looks.keep("start" + CpuLooks.AFTER, pods);
      context.clock().sleep(SETTLE.toNanos());
      looks.keep("idle" + CpuLooks.BEFORE, pods);
      context.clock().sleep(cpu.idle().toNanos());
      looks.keep("idle" + CpuLooks.AFTER, pods);
      if (context.overdue()) {
        context.problems().add(context.limitPassed() + "; give it more, or let pods sleep shorter");
      }
      return pods.stream().map(context::completed).toList();
    } catch (PodFailure e) {
      return List.of(context.failed(pods.getLast(), e));
    } finally {
      Together.each(pods, LivePod::remove);
    }
  }
}
