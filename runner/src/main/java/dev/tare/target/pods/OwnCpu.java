package dev.tare.target.pods;

import dev.tare.result.Reading;
import dev.tare.target.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What Tare itself uses meanwhile.
 *
 * @param before CPU time of this process when it began; empty where the system does not tell
 */
record OwnCpu(Clock clock, long beganNanos, Optional<Duration> before) {

  /** Begins now. */
  static OwnCpu begin(Clock clock) {
    return new OwnCpu(clock, clock.nanoTime(), now());
  }

  /** Until now; empty where the system does not tell. */
  Optional<Reading.Harness> reading() {
    long took = clock.nanoTime() - beganNanos;
    return before
        .flatMap(begun -> now().map(cpu -> cpu.minus(begun)))
        .map(cpu -> new Reading.Harness(cpu.toNanos(), took));
  }

  private static Optional<Duration> now() {
    return ProcessHandle.current().info().totalCpuDuration();
  }
}
