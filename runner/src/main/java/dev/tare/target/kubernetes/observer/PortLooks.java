package dev.tare.target.kubernetes.observer;

import dev.tare.scenario.Ready;
import dev.tare.target.Clock;
import dev.tare.target.pods.PortLook;
import dev.tare.target.pods.PortWatch;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks from the node whether a pod's port answers, for as long as somebody asks. */
final class PortLooks {
  /** A sandbox is there long before its program listens: asking the runtime is not free. */
  private static final long ADDRESS_NANOS = 20_000_000;

  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final NodeSight sight;
  private final Clock clock;

  PortLooks(NodeSight sight, Clock clock) {
    this.sight = sight;
    this.clock = clock;
  }

  Wire.PortAnswer to(Wire.PortQuestion question) throws InterruptedException {
    Ready.Asked wanted = question.wanted();
    long end =
        clock.nanoTime()
            + TimeUnit.MILLISECONDS.toNanos(
                Math.clamp(question.waitMillis(), 0, LONGEST_WAIT_MILLIS));
    long unanswered = question.unansweredNanos();
    Optional<String> address = Optional.empty();
    do {
      long began = clock.nanoTime();
      address = address.isPresent() ? address : sight.address(question.uid());
      if (address.isPresent() && PortLook.answers(address.get(), wanted)) {
        return new Wire.PortAnswer(true, clock.nanoTime(), unanswered);
      }
      unanswered = began;
      clock.sleep(address.isPresent() ? PortWatch.POLL_NANOS : ADDRESS_NANOS);
    } while (clock.nanoTime() < end);
    return new Wire.PortAnswer(false, 0, unanswered);
  }
}
