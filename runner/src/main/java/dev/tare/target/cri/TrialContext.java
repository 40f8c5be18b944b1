package dev.tare.target.cri;

import dev.tare.observe.Observer;
import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What the workloads of one trial share: its node, its origin in time, and the names of its pods. */
final class TrialContext {
  private final CriNode node;
  private final Observer observer;
  private final Trial trial;
  private final String run;
  private final String image;
  private final WallClock.Pair clockBefore;
  private final long origin;
  private final AtomicInteger pods = new AtomicInteger();
  private final List<Reading> readings = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  TrialContext(CriNode node, Observer observer, Trial trial, String run, String image) {
    this.node = node;
    this.observer = observer;
    this.trial = trial;
    this.run = run;
    this.image = image;
    this.clockBefore = WallClock.Pair.read(node.clock());
    this.origin = node.clock().nanoTime();
  }

  CriNode node() {
    return node;
  }

  Clock clock() {
    return node.clock();
  }

  Observer observer() {
    return observer;
  }

  Trial trial() {
    return trial;
  }

  String run() {
    return run;
  }

  List<Reading> readings() {
    return readings;
  }

  /** When the trial must be over, on the monotonic clock. */
  long deadline() {
    return origin + trial.limits().trial().toNanos();
  }

  /** Whether the trial has taken longer than it may; it then fails. */
  boolean overdue() {
    return clock().nanoTime() > deadline();
  }

  /** The problem of a trial that took too long. */
  String limitPassed() {
    return "the trial's limit of " + trial.limits().trial().toSeconds() + " s passed";
  }

  /** What keeps the trial from saying anything. */
  List<String> problems() {
    return problems;
  }

  /** A pod of this trial that is not started yet. */
  CriPod pod(List<String> command) {
    String name =
        "tare-" + run.substring(run.length() - 4) + "-" + trial.position() + "-" + pods.incrementAndGet();
    return new CriPod(
        node,
        new PodRequest(
            name,
            run,
            trial.runtime(),
            trial.workload().pod(),
            image,
            command,
            trial.limits().start()),
        new Marks(origin));
  }

  /** The two clocks since the trial began. */
  WallClock wallClock() {
    return WallClock.between(clockBefore, WallClock.Pair.read(node.clock()));
  }

  PodOutcome completed(CriPod pod) {
    return new PodOutcome.Completed(pod.name(), pod.marks().done(wallClock()));
  }

  PodOutcome failed(CriPod pod, PodFailure failure) {
    return failure.late()
        ? new PodOutcome.Censored(
            pod.name(), pod.marks().done(wallClock()), trial.limits().start().toNanos())
        : new PodOutcome.Failed(
            pod.name(), pod.marks().done(wallClock()), failure.during(), failure.cause());
  }
}
