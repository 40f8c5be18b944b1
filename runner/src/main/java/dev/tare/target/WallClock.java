package dev.tare.target;

import java.util.Optional;

/**
 * Brings wall-clock stamps of the same machine onto the monotonic clock, with pairs of both clocks
 * read before and after.
 *
 * @param before wall minus monotonic before, in nanoseconds
 * @param after the same afterwards
 * @param readError half of the time that reading a pair took, in nanoseconds
 */
public record WallClock(long before, long after, long readError) {

  /** When the two pairs are further apart than this, a wall-clock stamp says nothing. */
  static final long MOST_DRIFT_NANOS = 1_000_000;

  /** A pair of both clocks. */
  public record Pair(long offset, long readError) {

    private static final int TRIES = 5;

    /** The closest of a few readings, so that a preempted one does not count. */
    public static Pair read(Clock clock) {
      Pair best = once(clock);
      for (int i = 1; i < TRIES; i++) {
        Pair next = once(clock);
        best = next.readError < best.readError ? next : best;
      }
      return best;
    }

    private static Pair once(Clock clock) {
      long start = clock.nanoTime();
      long wall = clock.wallNanos();
      long end = clock.nanoTime();
      return new Pair(wall - (start + end) / 2, (end - start + 1) / 2);
    }
  }

  /** From the pairs read before and after the stamps were made. */
  public static WallClock between(Pair before, Pair after) {
    return new WallClock(before.offset, after.offset, Math.max(before.readError, after.readError));
  }

  /** The stamp on the monotonic clock; empty when the wall clock was moved meanwhile. */
  public Optional<Long> monotonic(long wallNanos) {
    return steady() ? Optional.of(wallNanos - before - (after - before) / 2) : Optional.empty();
  }

  /** Whether the two clocks kept step. */
  public boolean steady() {
    return Math.abs(after - before) <= MOST_DRIFT_NANOS;
  }

  /** Bound of the error that the conversion adds, in nanoseconds. */
  public long errorNanos() {
    return Math.abs(after - before) / 2 + readError + 1;
  }
}
