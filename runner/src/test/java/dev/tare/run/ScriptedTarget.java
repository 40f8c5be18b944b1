package dev.tare.run;

import dev.tare.plan.Placement;
import dev.tare.plan.Schedule;
import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Arrival;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Workload;
import dev.tare.target.ManualClock;
import dev.tare.target.Target;
import dev.tare.target.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target that does what it is told: each runtime takes its time, or fails. */
public final class ScriptedTarget implements Target {
  private final ManualClock clock;
  private final Map<String, Long> startNanos = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private final Map<String, Receipt> receipts = new LinkedHashMap<>();
  private final List<String> ran = new ArrayList<>();
  private int interruptAt = Integer.MAX_VALUE;
  private int loseAt = Integer.MAX_VALUE;

  public ScriptedTarget(ManualClock clock) {
    this.clock = clock;
  }

  /** Offers a runtime whose pods call home after that time. */
  public ScriptedTarget offering(String runtime, long nanos) {
    startNanos.put(runtime, nanos);
    return this;
  }

  /** Offers a runtime whose pods all fail. */
  public ScriptedTarget failing(String runtime, String cause) {
    startNanos.put(runtime, 0L);
    failures.put(runtime, cause);
    return this;
  }

  /** Its receipt says that. */
  public ScriptedTarget receipt(Receipt receipt) {
    receipts.put(receipt.runtime(), receipt);
    return this;
  }

  /** The trial of that index, from 0, is interrupted. */
  public ScriptedTarget interruptedAt(int index) {
    interruptAt = index;
    return this;
  }

  /** The target is lost in the trial of that index. */
  public ScriptedTarget lostAt(int index) {
    loseAt = index;
    return this;
  }

  /** Runtimes in the order in which their trials ran. */
  public List<String> ran() {
    return ran;
  }

  @Override
  public Placement placement(List<RuntimeSpec> runtimes) {
    return Placement.on("scripted");
  }

  @Override
  public List<RuntimeSpec> offered() {
    return startNanos.keySet().stream().map(RuntimeSpec::named).toList();
  }

  @Override
  public Environment probe() {
    return new Environment(List.of(Fact.known("kernel.release", "6.18", true)));
  }

  @Override
  public Receipt receipt(RuntimeSpec runtime, Pod pod) {
    return receipts.getOrDefault(
        runtime.name(),
        new Receipt(
            runtime.name(),
            runtime.handler(),
            "host",
            "host 6.18",
            Map.of("cpus", "1", "memory", "256 MiB", "seccomp", "0"),
            Map.of(),
            List.of(),
            ""));
  }

  @Override
  public TrialResult run(Trial trial) throws InterruptedException {
    if (ran.size() == interruptAt) {
      throw new InterruptedException();
    }
    if (ran.size() == loseAt) {
      throw new TargetException("the node is gone", "");
    }
    ran.add(trial.runtime().name());
    String runtime = RuntimeSpec.withoutTwin(trial.runtime().name());
    boolean together =
        trial.workload().workload() instanceof Workload.Startup startup
            && startup.arrival() instanceof Arrival.Burst;
    List<Duration> due =
        trial.workload().workload() instanceof Workload.Startup(Arrival.Open open, _, _)
            ? Schedule.of(open, trial.seed())
            : List.of();
    List<PodOutcome> pods = new ArrayList<>();
    for (int i = 0; i < trial.workload().workload().pods(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      pods.add(
          due.isEmpty()
              ? pod("pod-" + i, runtime, together ? 0 : clock.nanoTime(), Optional.empty())
              : pod("pod-" + i, runtime, due.get(i).toNanos(), Optional.of(due.get(i))));
    }
    return new TrialResult(pods, List.of(), Map.of(), List.of());
  }

  private PodOutcome pod(String name, String runtime, long requestedAt, Optional<Duration> due) {
    List<Mark> marks = new ArrayList<>();
    due.ifPresent(at -> marks.add(new Mark(Phase.INTENDED, "harness", at.toNanos(), 1)));
    marks.add(new Mark(Phase.REQUESTED, "harness", requestedAt, 1));
    Long nanos = startNanos.get(runtime);
    if (nanos == null) {
      return new PodOutcome.Failed(
          name, marks, "RunPodSandbox", "no runtime for \"" + runtime + "\"");
    }
    clock.advance(nanos);
    String cause = failures.get(runtime);
    if (cause != null) {
      return new PodOutcome.Failed(name, marks, "RunPodSandbox", cause);
    }
    marks.add(new Mark(Phase.CALLED_HOME, "harness", requestedAt + nanos, 1));
    return new PodOutcome.Completed(name, marks);
  }

  @Override
  public void close() {}
}
