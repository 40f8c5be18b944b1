package dev.tare.target.pods;

import dev.tare.plan.Trial;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.scenario.Program;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the workloads of one trial share: its node, its origin in time, and the names of its pods.
 */
final class TrialContext {
  private final PodPlace place;
  private final Trial trial;
  private final String run;
  private final PodImages images;
  private final Optional<WallClock.Pair> clockBefore;
  private final long origin;
  private final AtomicInteger pods;
  private final List<Reading> readings;
  private final Set<Reading.Blind> unseen;
  private final List<String> problems;

  /**
   * The trial begins now.
   *
   * @param run the run's id
   * @param images as the place knows them
   */
  TrialContext(PodPlace place, Trial trial, String run, PodImages images) {
    this.place = place;
    this.trial = trial;
    this.run = run;
    this.images = images;
    this.clockBefore = place.wallClock();
    this.origin = place.clock().nanoTime();
    this.pods = new AtomicInteger();
    this.readings = new ArrayList<>();
    this.unseen = Collections.synchronizedSet(new LinkedHashSet<>());
    this.problems = Collections.synchronizedList(new ArrayList<>());
  }

  private TrialContext(TrialContext first, PodPlace place) {
    this.place = place;
    this.trial = first.trial;
    this.run = first.run;
    this.images = first.images;
    this.clockBefore = place.wallClock();
    this.origin = first.origin;
    this.pods = first.pods;
    this.readings = first.readings;
    this.unseen = first.unseen;
    this.problems = first.problems;
  }

  /** The same trial on that node: its pods stand there and are stamped by that node's clock. */
  TrialContext at(PodPlace other) {
    return other.equals(place) ? this : new TrialContext(this, other);
  }

  PodPlace place() {
    return place;
  }

  Clock clock() {
    return place.clock();
  }

  Trial trial() {
    return trial;
  }

  String run() {
    return run;
  }

  /** What was read of the node so far. */
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

  /** A pod of this trial that runs the payload, and is not started yet. */
  LivePod pod(List<String> command) {
    return pod(command, trial.runtime());
  }

  /** The same under another runtime than the trial's. */
  LivePod pod(List<String> command, RuntimeSpec runtime) {
    return pod(images.payload(), command, runtime, false, OptionalInt.empty());
  }

  /** A pod of this trial that runs another program, and is not started yet. */
  LivePod pod(Program program) {
    return pod(program, OptionalInt.empty());
  }

  /**
   * The same, of which {@link LivePod#listens} is asked.
   *
   * @param port a TCP port that listens once the program is ready
   */
  LivePod pod(Program program, OptionalInt port) {
    return pod(images.of(program), program.command(), trial.runtime(), true, port);
  }

  private LivePod pod(
      String image, List<String> command, RuntimeSpec runtime, boolean program, OptionalInt port) {
    String name =
        "tare-"
            + run.substring(run.length() - 4)
            + "-"
            + trial.position()
            + "-"
            + pods.incrementAndGet();
    return place.pod(
        new PodRequest(
            name,
            run,
            runtime,
            trial.workload().pod(),
            image,
            command,
            trial.limits().start(),
            program,
            port),
        new Marks(origin));
  }

  /** Whether somebody told the node's wall clock when the trial began. */
  boolean knowsNodeClock() {
    return clockBefore.isPresent();
  }

  /** The node's wall clock against ours since the trial began; empty when nobody tells. */
  Optional<WallClock> wallClock() {
    Optional<WallClock.Pair> after = place.wallClock();
    return clockBefore.flatMap(before -> after.map(now -> WallClock.between(before, now)));
  }

  /** What nobody saw of the pods so far, each reason once. */
  Set<Reading.Blind> unseen() {
    return unseen;
  }

  PodOutcome completed(LivePod pod) {
    unseen.addAll(pod.marks().unseen());
    return new PodOutcome.Completed(pod.request().name(), pod.marks().done(wallClock()));
  }

  PodOutcome failed(LivePod pod, PodFailure failure) {
    return failure.late()
        ? new PodOutcome.Censored(
            pod.request().name(), pod.marks().done(wallClock()), trial.limits().start().toNanos())
        : new PodOutcome.Failed(
            pod.request().name(), pod.marks().done(wallClock()), failure.during(), failure.cause());
  }
}
