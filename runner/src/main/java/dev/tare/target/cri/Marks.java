package dev.tare.target.cri;

import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The marks of one pod while they are made. */
final class Marks {
  static final String HARNESS = "harness";
  static final String CRI_LOG = "cri-log";
  static final String EVENT = "containerd-event";

  /** Reading the monotonic clock, and the thread's way to it, stay below this. */
  private static final long HARNESS_ERROR_NANOS = 50_000;

  private final long origin;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Wall> walls = new ArrayList<>();

  private record Wall(Phase phase, String observer, long wallNanos) {}

  /**
   * @param origin the trial's beginning on the monotonic clock
   */
  Marks(long origin) {
    this.origin = origin;
  }

  synchronized void add(Phase phase, long monotonicNanos) {
    add(phase, monotonicNanos, 0);
  }

  /**
   * A mark that may be late.
   *
   * @param lateNanos by how much at most, beside the harness's own error
   */
  synchronized void add(Phase phase, long monotonicNanos, long lateNanos) {
    marks.add(new Mark(phase, HARNESS, monotonicNanos - origin, HARNESS_ERROR_NANOS + lateNanos));
  }

  /** A stamp of the node's wall clock; it becomes a mark when the trial is over. */
  synchronized void addWall(Phase phase, String observer, long wallNanos) {
    walls.add(new Wall(phase, observer, wallNanos));
  }

  /** All marks, in the order of time; wall-clock stamps only if both clocks kept step. */
  synchronized List<Mark> done(WallClock clock) {
    List<Mark> all = new ArrayList<>(marks);
    for (Wall wall : walls) {
      clock
          .monotonic(wall.wallNanos)
          .ifPresent(
              nanos ->
                  all.add(
                      new Mark(wall.phase, wall.observer, nanos - origin, clock.errorNanos())));
    }
    all.sort(Comparator.comparingLong(Mark::nanos).thenComparing(Mark::phase));
    return all;
  }
}
