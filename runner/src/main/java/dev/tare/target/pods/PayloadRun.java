package dev.tare.target.pods;

import dev.tare.payload.PayloadException;
import dev.tare.payload.PayloadStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Follows a pod's payload until it has said what it has to say. */
final class PayloadRun {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String RESULT = "waiting for its result";
  private static final long LIFE_CHECK_NANOS = 1_000_000_000;

  private final TrialContext context;
  private final LivePod pod;
  private final Runnable look;
  private final PayloadStream stream = new PayloadStream();
  private long nextLifeCheck;

  PayloadRun(TrialContext context, LivePod pod) {
    this(context, pod, () -> {});
  }

  /**
   * @param look what is done, quickly, at each look at the pod's output
   */
  PayloadRun(TrialContext context, LivePod pod, Runnable look) {
    this.context = context;
    this.pod = pod;
    this.look = look;
    this.nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
  }

  /** Waits for an event of that name. */
  void awaitEvent(String name) throws PodFailure, InterruptedException {
    await(
        "waiting for its event '" + name + "'",
        now -> now.events().stream().anyMatch(event -> event.name().equals(name)));
  }

  /**
   * The newest event of that name so far; empty when none came.
   *
   * @throws PodFailure when none will come any more, or the payload says that it failed
   */
  Optional<PayloadStream.Event> newest(String name) throws PodFailure, InterruptedException {
    String what = "waiting for its event '" + name + "'";
    read();
    Optional<PayloadStream.Event> failed = last("failed");
    if (failed.isPresent()) {
      throw PodFailure.of("running", failed.get().detail());
    }
    if (context.clock().nanoTime() > context.deadline()) {
      throw PodFailure.of(what, context.limitPassed());
    }
    Optional<String> exited = exited();
    if (exited.isPresent()) {
      throw PodFailure.of(what, exited.get() + "; it printed: " + stream.excerpt());
    }
    return last(name);
  }

  /** Every event so far, in the order of the lines. */
  List<PayloadStream.Event> events() {
    return stream.events();
  }

  private Optional<PayloadStream.Event> last(String name) {
    return stream.events().reversed().stream()
        .filter(event -> event.name().equals(name))
        .findFirst();
  }

  /** Told of each event of a payload, once. */
  interface Listener {
    void heard(PayloadStream.Event event) throws PodFailure, InterruptedException;
  }

  /** Waits for the result document and gives it, verified. */
  String document() throws PodFailure, InterruptedException {
    await(RESULT, PayloadStream::ended);
    return verified();
  }

  /** The same, telling of events as they come. */
  String document(Listener listener) throws PodFailure, InterruptedException {
    int told = 0;
    while (!stream.ended()) {
      int known = told;
      await(RESULT, now -> now.events().size() > known || now.ended());
      for (PayloadStream.Event event : stream.events().subList(told, stream.events().size())) {
        listener.heard(event);
        told++;
      }
    }
    return verified();
  }

  private String verified() throws PodFailure {
    try {
      return stream.document();
    } catch (PayloadException e) {
      throw PodFailure.of("reading its result", String.valueOf(e.getMessage()));
    }
  }

  private void await(String what, Predicate<PayloadStream> done)
      throws PodFailure, InterruptedException {
    Optional<String> exited = Optional.empty();
    while (true) {
      look.run();
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
      exited = exited();
      context.clock().sleep(POLL.toNanos());
    }
  }

  /** Why nothing more will come; asked for once in a while only, and empty in between. */
  private Optional<String> exited() throws PodFailure, InterruptedException {
    if (context.clock().nanoTime() <= nextLifeCheck) {
      return Optional.empty();
    }
    pod.requireOutput();
    Optional<String> exited = pod.ended();
    nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
    return exited;
  }

  private void read() throws PodFailure, InterruptedException {
    for (LogLine line : pod.output()) {
      stream.accept(line.wallNanos(), line.text());
    }
  }
}
