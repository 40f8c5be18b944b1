package dev.tare.target.cri;

import dev.tare.payload.PayloadException;
import dev.tare.payload.PayloadStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Follows a pod's payload until it has said what it has to say. */
final class PayloadRun {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long LIFE_CHECK_NANOS = 1_000_000_000;

  private final TrialContext context;
  private final CriPod pod;
  private final PayloadStream stream = new PayloadStream();

  PayloadRun(TrialContext context, CriPod pod) {
    this.context = context;
    this.pod = pod;
  }

  /** Waits for an event of that name. */
  void awaitEvent(String name) throws PodFailure, InterruptedException {
    await(
        "waiting for its event '" + name + "'",
        now -> now.events().stream().anyMatch(event -> event.name().equals(name)));
  }

  /** Waits for the result document and gives it, verified. */
  String document() throws PodFailure, InterruptedException {
    await("waiting for its result", PayloadStream::ended);
    try {
      return stream.document();
    } catch (PayloadException e) {
      throw PodFailure.of("reading its result", String.valueOf(e.getMessage()));
    }
  }

  private void await(String what, Predicate<PayloadStream> done)
      throws PodFailure, InterruptedException {
    long nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
    Optional<String> exited = Optional.empty();
    while (true) {
      read();
      if (done.test(stream)) {
        return;
      }
      if (exited.isPresent()) {
        // Read once more after it ended: all that it wrote is in the log by then.
        throw PodFailure.of(what, exited.get() + "; it printed: " + stream.excerpt());
      }
      if (context.clock().nanoTime() > context.deadline()) {
        throw PodFailure.of(what, context.limitPassed());
      }
      if (context.clock().nanoTime() > nextLifeCheck) {
        pod.requireLog();
        exited = pod.exited();
        nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
      }
      context.clock().sleep(POLL.toNanos());
    }
  }

  private void read() throws PodFailure {
    try {
      for (CriLog.Line line : pod.log().read()) {
        stream.accept(line.wallNanos(), line.text());
      }
    } catch (IOException e) {
      throw PodFailure.of("reading its log", String.valueOf(e.getMessage()));
    }
  }
}
