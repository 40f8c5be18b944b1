package dev.tare.plan;

import dev.tare.scenario.Profile;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.SandboxKind;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.List;

/**
 * Guesses what trials will take, from times seen on a machine with two CPUs and a little on the
 * high side: people plan their evening by it.
 */
final class CostEstimate {

  /** Clocks, equality checks and receipts around every trial. */
  private static final Duration AROUND = Duration.ofMillis(100);

  /** Reading every process of every sandbox, once a level. */
  private static final Duration LEVEL = Duration.ofMillis(100);

  /** A JVM in a pod, until its first measurement. */
  private static final Duration JVM = Duration.ofSeconds(1);

  private CostEstimate() {}

  static Cost of(List<Trial> trials) {
    int pods = 0;
    Duration time = Duration.ZERO;
    long memory = 0;
    for (Trial trial : trials) {
      Workload workload = trial.workload().workload();
      Duration pod = pod(trial.runtime());
      pods += trial.warmups() + workload.pods();
      time = time.plus(AROUND).plus(pod.multipliedBy(trial.warmups())).plus(time(workload, pod));
      memory = Math.max(memory, trial.workload().pod().memory() * workload.together());
    }
    return new Cost(pods, time, memory);
  }

  /** From asking for a pod to its being gone; seen: 0.25 s with runc, 1.0 s with gVisor. */
  private static Duration pod(RuntimeSpec runtime) {
    return Duration.ofMillis(
        switch (runtime.expect().sandbox().orElse(SandboxKind.USERSPACE_KERNEL)) {
          case HOST -> 250;
          case USERSPACE_KERNEL -> 1_000;
          case VM -> 3_000;
        });
  }

  private static Duration time(Workload workload, Duration pod) {
    return switch (workload) {
      case Workload.Startup startup -> pod.multipliedBy(startup.pods());
      case Workload.Memory memory ->
          pod.multipliedBy(memory.pods())
              // The empty node is a level, too.
              .plus(memory.settle().plus(LEVEL).multipliedBy(memory.levels().size() + 1L));
      case Workload.Jmh jmh ->
          pod.plus(JVM).plus(group(jmh.profile()).multipliedBy(jmh.benchmarks().size()));
      case Workload.Network network ->
          pod.multipliedBy(network.pods()).plus(JVM).plus(parts(network));
    };
  }

  /** One group of benchmarks: their iterations and forks. */
  private static Duration group(Profile profile) {
    return switch (profile) {
      case QUICK -> Duration.ofMillis(3_200);
      case NORMAL -> Duration.ofSeconds(30);
      case THOROUGH -> Duration.ofSeconds(210);
    };
  }

  /** One flow, several flows if asked for, and latency; what surrounds them takes a second. */
  private static Duration parts(Workload.Network network) {
    long parts = network.flows() > 1 ? 3 : 2;
    return network.duration().multipliedBy(parts).plusSeconds(1);
  }
}
