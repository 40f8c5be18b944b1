package dev.tare.target.pods;

import dev.tare.payload.Excerpt;
import dev.tare.tool.CommandOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a program prints, from its pod's start to its end; bounded, whatever it prints. */
final class PodPrinting {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long LIFE_CHECK_NANOS = 1_000_000_000;

  /** How long the log of a container that has ended may take to arrive whole. */
  private static final Duration LAST_LINES = Duration.ofSeconds(15);

  private static final int LONGEST_END = 64 << 10;

  private final TrialContext context;
  private final LivePod pod;
  private final StringBuilder text = new StringBuilder();
  private long printed;
  private long nextLifeCheck;

  PodPrinting(TrialContext context, LivePod pod) {
    this.context = context;
    this.pod = pod;
    this.nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
  }

  LivePod pod() {
    return pod;
  }

  /** Everything so far, of both streams. */
  String text() {
    return text.toString();
  }

  /** As much of its end as helps to see what went wrong. */
  String end() {
    return text.substring(Math.max(0, text.length() - LONGEST_END));
  }

  /** The last lines, for messages. */
  String excerpt() {
    Excerpt last = new Excerpt();
    end().lines().forEach(last::add);
    return last.isEmpty() ? "; it printed nothing" : "; it printed: " + last;
  }

  /**
   * Waits for a line with that text or, where none is given, until the pod's port listens.
   *
   * @throws PodFailure when it ended, or the limit for starting passed
   */
  void awaitReady(Optional<String> mark) throws PodFailure, InterruptedException {
    long deadline = context.clock().nanoTime() + context.trial().limits().start().toNanos();
    String what = mark.map(text -> "waiting for '" + text + "'").orElse("waiting for its port");
    while (true) {
      boolean ready = read(mark) || (mark.isEmpty() && pod.listens());
      if (ready) {
        return;
      }
      if (context.clock().nanoTime() > deadline) {
        throw PodFailure.late(what);
      }
      Optional<LivePod.Exit> exit = exited();
      if (exit.isPresent()) {
        throw PodFailure.of(what, exit.get().words() + excerpt());
      }
      context.clock().sleep(POLL.toNanos());
    }
  }

  /**
   * Waits for its end, and takes in all that it printed.
   *
   * @param all the pods that stand, this one among them: their output is read meanwhile, and the
   *     others must not fail before
   * @throws PodFailure when it fails, prints too much, or does not end before the trial must
   */
  void awaitEnd(List<PodPrinting> all) throws PodFailure, InterruptedException {
    Optional<LivePod.Exit> exit = Optional.empty();
    long ended = 0;
    while (true) {
      for (PodPrinting each : all) {
        var _ = each.read(Optional.empty());
      }
      if (exit.isPresent() && pod.drained()) {
        // A log that was broken off ends as a whole one does.
        pod.requireOutput();
        break;
      }
      long now = context.clock().nanoTime();
      if (exit.isPresent() && now > ended + LAST_LINES.toNanos()) {
        throw PodFailure.of("reading its log", "it did not arrive whole" + excerpt());
      }
      if (now > context.deadline()) {
        throw PodFailure.of("running", context.limitPassed() + excerpt());
      }
      if (exit.isEmpty()) {
        exit = exited();
        ended = now;
      }
      if (exit.isEmpty()) {
        requireOthers(all);
      }
      context.clock().sleep(POLL.toNanos());
    }
    if (exit.get().code() != 0) {
      throw PodFailure.of("running", exit.get().words() + excerpt());
    }
  }

  private void requireOthers(List<PodPrinting> all) throws PodFailure, InterruptedException {
    for (PodPrinting other : all) {
      if (other != this) {
        Optional<LivePod.Exit> exit = other.exited();
        if (exit.isPresent() && exit.get().code() != 0) {
          throw PodFailure.of(
              "talking to its server", "there " + exit.get().words() + other.excerpt());
        }
      }
    }
  }

  /** How it ended; asked for once in a while only, and empty in between. */
  private Optional<LivePod.Exit> exited() throws PodFailure, InterruptedException {
    if (context.clock().nanoTime() <= nextLifeCheck) {
      return Optional.empty();
    }
    pod.requireOutput();
    Optional<LivePod.Exit> exit = pod.exit();
    nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
    return exit;
  }

  /** Takes in what came; whether a line of it has that text. */
  private boolean read(Optional<String> mark) throws PodFailure, InterruptedException {
    boolean found = false;
    for (LogLine line : pod.output()) {
      printed += line.text().length() + 1;
      if (printed > CommandOutput.MOST) {
        text.append(Excerpt.cut(line.text()));
        throw PodFailure.of(
            "running", "it printed more than " + (CommandOutput.MOST >> 20) + " MiB" + excerpt());
      }
      text.append(line.text()).append('\n');
      found |= mark.isPresent() && line.text().contains(mark.get());
    }
    return found;
  }
}
