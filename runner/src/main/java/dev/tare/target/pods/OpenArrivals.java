package dev.tare.target.pods;

import dev.tare.plan.Schedule;
import dev.tare.result.PodOutcome;
import dev.tare.scenario.Arrival;
import dev.tare.scenario.Program;
import dev.tare.scenario.Ready;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pods that come by a schedule. Nothing that a pod does moves the next one: each has a thread of
 * its own that waits for its moment, and what was late is seen as the difference of two marks.
 */
final class OpenArrivals {
  /** From making the threads to the first moment, which so is not late itself. */
  private static final long LEAD_NANOS = 500_000_000;

  /** What can be done before a pod is due is done so early. */
  private static final long AHEAD_NANOS = 200_000_000;

  private final TrialContext context;
  private final Arrival.Open open;
  private int standing;
  private boolean over;

  OpenArrivals(TrialContext context, Arrival.Open open) {
    this.context = context;
    this.open = open;
  }

  /** A pod and its moment on the monotonic clock. */
  private record Due(StartupPod pod, long nanos, Duration offset) {}

  List<PodOutcome> run(Ready ready, Optional<Program> program) throws InterruptedException {
    List<Duration> schedule = Schedule.of(open, context.trial().seed());
    List<Due> pods = new ArrayList<>();
    long begin = context.clock().nanoTime() + LEAD_NANOS;
    for (Duration offset : schedule) {
      pods.add(new Due(new StartupPod(context, ready, program), begin + offset.toNanos(), offset));
    }
    List<PodOutcome> outcomes = new ArrayList<>();
    // Threads of the system's: a virtual one would wait for its turn behind others' removals.
    Together.each(pods, Thread.ofPlatform().daemon().name("arrival"), this::live);
    for (Due due : pods) {
      if (due.pod().asked()) {
        outcomes.add(due.pod().lastOutcome());
      }
    }
    return outcomes;
  }

  private void live(Due due) throws InterruptedException {
    try {
      sleepUntil(due.nanos() - AHEAD_NANOS);
      if (goesOn()) {
        due.pod().prepare();
      }
      sleepUntil(due.nanos());
      if (admit(due)) {
        due.pod().start(due.nanos());
      }
    } finally {
      due.pod().remove();
      leave(due);
    }
  }

  private void sleepUntil(long nanos) throws InterruptedException {
    for (long left = nanos - context.clock().nanoTime(); left > 0; ) {
      context.clock().sleep(left);
      left = nanos - context.clock().nanoTime();
    }
  }

  private synchronized boolean goesOn() {
    return !over;
  }

  /** A pod that is due is never kept waiting: it comes, or the trial says why it cannot. */
  private synchronized boolean admit(Due due) {
    if (over) {
      return false;
    }
    if (context.overdue()) {
      end(context.limitPassed());
    } else if (standing >= open.most()) {
      end(
          "the node does not keep up: %d pods stood when another was due %.1f s after the first; lower the rate, or raise 'together'"
              .formatted(standing, due.offset().toMillis() / 1e3));
    } else {
      standing++;
    }
    return !over;
  }

  private void end(String problem) {
    over = true;
    context.problems().add(problem);
  }

  private synchronized void leave(Due due) {
    if (due.pod().asked()) {
      standing--;
    }
  }
}
