package dev.tare.target.kubernetes.observer;

import dev.tare.scenario.Ready;
import dev.tare.target.pods.PortWatch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The observer of a pod's node looks; its stamps are brought onto our clock. */
final class RemotePortWatch implements PortWatch {
  private final Questions questions;
  private final NodeClocks clocks;
  private final Supplier<String> uid;
  private final Ready.Asked wanted;

  /** When nobody had looked yet, on the harness's clock. */
  private final long begun;

  /** The last look without an answer, on the node's clock; 0 before one is known. */
  private long unanswered;

  /**
   * @param uid the pod's, known from when it was made
   * @param begun when this watch begins, on the harness's clock
   */
  RemotePortWatch(
      Questions questions,
      NodeClocks clocks,
      Supplier<String> uid,
      Ready.Asked wanted,
      long begun) {
    this.questions = questions;
    this.clocks = clocks;
    this.uid = uid;
    this.wanted = wanted;
    this.begun = begun;
  }

  @Override
  public Optional<Answered> await(long nanos) throws IOException, InterruptedException {
    Wire.PortAnswer answer;
    try {
      answer =
          questions.post(
              "/port",
              Wire.PortQuestion.of(
                  uid.get(), wanted, unanswered, TimeUnit.NANOSECONDS.toMillis(nanos)),
              Wire.PortAnswer.class);
    } catch (IOException e) {
      throw new IOException(
          "the observer of the node did not say whether port %d answers: %s"
              .formatted(wanted.port(), e.getMessage()),
          e);
    }
    unanswered = answer.unansweredNanos();
    if (!answer.answered()) {
      return Optional.empty();
    }
    ClockLink.Stamp stamp = clocks.toHarness(answer.answeredNanos());
    // An answer may be lost on its way: then the port may have answered since this watch began.
    long late = unanswered == 0 ? stamp.nanos() - begun : answer.answeredNanos() - unanswered;
    return Optional.of(new Answered(stamp.nanos(), late + stamp.errorNanos()));
  }

  @Override
  public void close() {}
}
