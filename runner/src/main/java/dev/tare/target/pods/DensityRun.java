package dev.tare.target.pods;

import dev.tare.observe.Sandbox;
import dev.tare.result.GaveOut;
import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Idle pods, one after another, until one does not answer in time, one fails, or the node comes
 * near to suffering. Every so many of them the level as a whole is looked at: what passes is good.
 */
final class DensityRun {
  private static final long SECOND = 1_000_000_000;

  private final TrialContext context;
  private final Workload.Density density;
  private final List<StartupPod> pods = new ArrayList<>();
  private final List<Sandbox> sandboxes = new ArrayList<>();
  private int lastGood;
  private @Nullable RampEnd end;

  DensityRun(TrialContext context, Workload.Density density) {
    this.context = context;
    this.density = density;
  }

  List<PodOutcome> run() throws InterruptedException {
    try {
      Optional<Reading.Strain> empty = look();
      if (empty.isPresent()) {
        context.readings().add(empty.get());
        climb(NodeGuard.of(density, empty.get()), empty.get());
      }
    } finally {
      new RampRemoval(pods).run();
    }
    if (context.problems().isEmpty()) {
      context.readings().add(answer());
    }
    return pods.stream().map(StartupPod::outcome).toList();
  }

  private Reading answer() {
    RampEnd ended = end;
    return ended == null
        ? new Reading.Density(
            lastGood,
            Optional.empty(),
            GaveOut.NOTHING,
            "the cap of %d pods was reached".formatted(density.most()))
        : new Reading.Density(lastGood, Optional.of(pods.size()), ended.gaveOut(), ended.words());
  }

  private void climb(NodeGuard guard, Reading.Strain empty) throws InterruptedException {
    Optional<RampEnd> before = guard.strained(empty);
    if (before.isPresent()) {
      context
          .problems()
          .add(
              "the node has no room even without pods: %s; free some, or set a lower reserve"
                  .formatted(before.get().words()));
    }
    while (end == null && context.problems().isEmpty() && pods.size() < density.most()) {
      if (context.overdue()) {
        context.problems().add(context.limitPassed() + " with " + pods.size() + " pods standing");
        return;
      }
      Optional<RampEnd> ended = add();
      if (ended.isEmpty()) {
        ended = level() ? settled(guard) : look().flatMap(guard::strained);
      }
      end = ended.orElse(null);
    }
  }

  /** Whether so many pods are a level. */
  private boolean level() {
    return pods.size() % density.step() == 0 || pods.size() == density.most();
  }

  /** Adds one pod and waits for its answer. */
  private Optional<RampEnd> add() throws InterruptedException {
    StartupPod pod = new StartupPod(context, Ready.HOME_CALL);
    pods.add(pod);
    long began = context.clock().nanoTime();
    pod.start();
    Duration waited = Duration.ofNanos(context.clock().nanoTime() - began);
    if (pod.failure().isEmpty()) {
      try {
        sandboxes.add(pod.pod().sandbox());
      } catch (PodFailure e) {
        return Optional.of(failed(e, pods.size()));
      }
    }
    return pod.failure().map(e -> failed(e, pods.size())).or(() -> late(pod, waited));
  }

  private RampEnd failed(PodFailure failure, int number) {
    return RampEnd.of(failure, number, context.trial().limits().start());
  }

  /** Without any stamp it took as long as was waited for it. */
  private Optional<RampEnd> late(StartupPod pod, Duration waited) {
    return Optional.of(took(pod.outcome()).orElse(waited))
        .filter(took -> took.compareTo(density.start()) > 0)
        .map(took -> RampEnd.late(pods.size(), took, density.start()));
  }

  /** From the request to the answer by the best stamp that there is. */
  private static Optional<Duration> took(PodOutcome pod) {
    return Stream.of(Phase.CALLED_HOME, Phase.FIRST_OUTPUT, Phase.OUTPUT_RECEIVED)
        .flatMap(phase -> pod.mark(phase).stream())
        .map(Mark::nanos)
        .findFirst()
        .flatMap(
            answered ->
                pod.mark(Phase.REQUESTED)
                    .map(requested -> Duration.ofNanos(answered - requested.nanos())));
  }

  /** Lets the level stand, looking each second; good when the node and every pod bore it. */
  private Optional<RampEnd> settled(NodeGuard guard) throws InterruptedException {
    long until = context.clock().nanoTime() + density.settle().toNanos();
    OwnCpu cpu = OwnCpu.begin(context.clock());
    Optional<Reading.Strain> seen = Optional.empty();
    do {
      context.clock().sleep(Math.clamp(until - context.clock().nanoTime(), 0, SECOND));
      seen = look();
      Optional<RampEnd> strained = seen.flatMap(guard::strained);
      if (strained.isPresent() || seen.isEmpty()) {
        return strained;
      }
    } while (context.clock().nanoTime() < until);
    cpu.reading().ifPresent(context.readings()::add);
    for (int i = 0; i < pods.size(); i++) {
      pods.get(i).lookAgain();
      Optional<PodFailure> failure = pods.get(i).failure();
      if (failure.isPresent()) {
        return Optional.of(failed(failure.get(), i + 1));
      }
    }
    context.readings().add(seen.get());
    lastGood = pods.size();
    return Optional.empty();
  }

  /** The node as it is now; empty, and a problem of the trial, when nobody sees it. */
  private Optional<Reading.Strain> look() {
    return switch (context.place().observer().strain(List.copyOf(sandboxes))) {
      case Reading.Strain strain -> Optional.of(strain);
      case Reading.Blind blind -> unseen(blind.reason());
      default -> unseen("the observer does not tell how the node is");
    };
  }

  private Optional<Reading.Strain> unseen(String reason) {
    context
        .problems()
        .add(
            "nothing would stop the pods before the node suffers, with %d of them standing: %s"
                .formatted(pods.size(), reason));
    return Optional.empty();
  }
}
