package dev.tare.target;

/** A clock that moves only when told, or when somebody sleeps on it. */
public final class ManualClock implements Clock {
  private long monotonic;
  private long wall;

  /** The two clocks begin apart, as real ones do. */
  public ManualClock(long monotonic, long wall) {
    this.monotonic = monotonic;
    this.wall = wall;
  }

  @Override
  public synchronized long nanoTime() {
    return monotonic;
  }

  @Override
  public synchronized long wallNanos() {
    return wall;
  }

  @Override
  public void sleep(long nanos) {
    advance(nanos);
  }

  /** Both clocks go on. */
  public synchronized void advance(long nanos) {
    monotonic += nanos;
    wall += nanos;
  }

  /** Somebody sets the wall clock. */
  public synchronized void moveWall(long nanos) {
    wall += nanos;
  }
}
