package dev.tare.target;

import java.time.Instant;

/** The two clocks of a machine: one that measures, one that labels. */
public interface Clock {

  /** Monotonic nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** Wall-clock nanoseconds since 1970. */
  long wallNanos();

  /** Waits. */
  void sleep(long nanos) throws InterruptedException;

  /** This machine's clocks. */
  static Clock system() {
    return new Clock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public long wallNanos() {
        return nanosOf(Instant.now());
      }

      @Override
      public void sleep(long nanos) throws InterruptedException {
        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
      }
    };
  }

  /** Nanoseconds since 1970 of an instant. */
  static long nanosOf(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
