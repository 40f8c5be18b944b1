package dev.tare.plan;

import dev.tare.scenario.Arrival;
import dev.tare.scenario.NetworkPart;
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

  /** A look at the pod before its load, until it stands, and a look after all. */
  private static final Duration FILL = Duration.ofMillis(5_500);

  /** A JVM in a pod, until its first measurement. */
  private static final Duration JVM = Duration.ofSeconds(1);

  private static final Duration WARM = Duration.ofSeconds(1);

  /** How long the CPU of a quiet node is looked at. */
  private static final Duration BASELINE = Duration.ofSeconds(3);

  /** The quiet before and after what the CPU is looked at for. */
  private static final Duration GAPS = Duration.ofSeconds(2);

  /** A container's end is asked for once a second. */
  private static final Duration END = Duration.ofMillis(500);

  /** The empty foreign call, and the computation without calls. */
  private static final int REFERENCES = 2;

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
      case Workload.Startup startup ->
          startup.arrival() instanceof Arrival.Open open
              ? open.span().plus(pod)
              : pod.multipliedBy(startup.pods());
      case Workload.Memory memory ->
          pod.multipliedBy(memory.pods())
              // The empty node is a level, too.
              .plus(memory.settle().plus(LEVEL).multipliedBy(memory.levels().size() + 1L));
      // As if nothing gave out before the cap.
      case Workload.Density density ->
          pod.multipliedBy(density.pods())
              .plus(density.settle().plus(LEVEL).multipliedBy(density.levels()));
      case Workload.Working working ->
          pod.multipliedBy(working.pods())
              .plus(working.hold().multipliedBy(2).plus(FILL).multipliedBy(working.loads().size()));
      case Workload.Jmh jmh ->
          pod.plus(JVM)
              .plus(
                  jmh.benchmarks().stream()
                      .map(group -> group(group, jmh.profile()))
                      .reduce(iterations(REFERENCES, jmh.profile()), Duration::plus));
      case Workload.Cpu cpu ->
          pod.multipliedBy(cpu.pods()).plus(GAPS).plus(BASELINE).plus(GAPS).plus(cpu.idle());
      case Workload.Network network ->
          pod.multipliedBy(network.pods()).plus(JVM).plus(parts(network));
      case Workload.Command command ->
          pod.multipliedBy(command.pods()).plus(command.takes()).plus(END);
    };
  }

  /** One group of benchmarks, without the references that all of them share. */
  private static Duration group(String group, Profile profile) {
    return switch (group) {
      case "syscall" -> iterations(7, profile);
      case "file" -> iterations(3, profile);
      case "handover", "paging", "bandwidth" -> iterations(2, profile);
      case "exec" -> iterations(1, profile);
      default -> Duration.ZERO;
    };
  }

  /** The iterations and forks of some benchmarks, most of them call by call as well. */
  private static Duration iterations(int benchmarks, Profile profile) {
    Duration one =
        switch (profile) {
          case QUICK -> Duration.ofMillis(450);
          case NORMAL -> Duration.ofMillis(4_200);
          case THOROUGH -> Duration.ofSeconds(32);
        };
    return one.multipliedBy(benchmarks);
  }

  /** Each part, in throughput with a second to warm up; what surrounds them takes a second. */
  private static Duration parts(Workload.Network network) {
    int tests = network.flows() > 1 ? 2 : 1;
    Duration test =
        network.duration().plus(network.duration().toSeconds() > 1 ? WARM : Duration.ZERO);
    Duration time = WARM;
    int windows = 0;
    for (NetworkPart part : network.parts()) {
      int runs =
          switch (part) {
            // With the cross-check.
            case TX -> tests + 1;
            case RX -> tests;
            case PACKETS -> 2;
            case CONNECTIONS, LATENCY -> 1;
          };
      Duration one =
          switch (part) {
            case TX, RX, CONNECTIONS -> test;
            case PACKETS -> network.duration();
            case LATENCY -> network.duration().plus(WARM);
          };
      time = time.plus(one.multipliedBy(runs));
      windows += runs;
    }
    return network.cpu() ? time.plus(BASELINE).plus(GAPS.multipliedBy(windows + 1L)) : time;
  }
}
