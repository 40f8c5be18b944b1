package dev.tare.target.pods;

import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The marks of one pod while they are made. */
public final class Marks {
  public static final String HARNESS = "harness";
  public static final String CRI_LOG = "cri-log";
  public static final String EVENT = "containerd-event";
  public static final String CNI = "cni";

  /** Reading the monotonic clock, and the thread's way to it, stay below this. */
  private static final long HARNESS_ERROR_NANOS = 50_000;

  private final long origin;
  private final List<Mark> marks = new ArrayList<>();
  private final List<Wall> walls = new ArrayList<>();
  private final List<Reading.Blind> unseen = new ArrayList<>();

  private record Wall(Phase phase, String observer, long wallNanos, long errorNanos) {}

  /**
   * No moment yet.
   *
   * @param origin the trial's beginning on the monotonic clock
   */
  public Marks(long origin) {
    this.origin = origin;
  }

  /** A moment on the harness's monotonic clock. */
  public synchronized void add(Phase phase, long monotonicNanos) {
    add(phase, monotonicNanos, 0);
  }

  /**
   * A mark that may be late.
   *
   * @param lateNanos by how much at most, beside the harness's own error
   */
  public synchronized void add(Phase phase, long monotonicNanos, long lateNanos) {
    add(phase, HARNESS, monotonicNanos, lateNanos);
  }

  /** A mark that another observer made, on the harness's clock. */
  public synchronized void add(Phase phase, String observer, long monotonicNanos, long errorNanos) {
    marks.add(new Mark(phase, observer, monotonicNanos - origin, HARNESS_ERROR_NANOS + errorNanos));
  }

  /** A stamp of the node's wall clock; it becomes a mark when the trial is over. */
  public synchronized void addWall(Phase phase, String observer, long wallNanos) {
    addWall(phase, observer, wallNanos, 0);
  }

  /**
   * The same, of a stamp that is less exact than its clock.
   *
   * @param errorNanos bound of the stamp's own error
   */
  public synchronized void addWall(Phase phase, String observer, long wallNanos, long errorNanos) {
    walls.add(new Wall(phase, observer, wallNanos, errorNanos));
  }

  /** Moments that nobody saw. */
  public synchronized void unseen(String what, String reason) {
    unseen.add(new Reading.Blind(what, reason));
  }

  /** What nobody saw of it, and why. */
  synchronized List<Reading.Blind> unseen() {
    return List.copyOf(unseen);
  }

  /** Those marks that need no wall clock, in the order of time. */
  public List<Mark> done() {
    return done(Optional.empty());
  }

  /** All marks, in the order of time; wall-clock stamps only if both clocks kept step. */
  synchronized List<Mark> done(Optional<WallClock> clock) {
    List<Mark> all = new ArrayList<>(marks);
    for (Wall wall : walls) {
      clock.ifPresent(
          both ->
              both.monotonic(wall.wallNanos)
                  .ifPresent(
                      nanos ->
                          all.add(
                              new Mark(
                                  wall.phase,
                                  wall.observer,
                                  nanos - origin,
                                  both.errorNanos() + wall.errorNanos))));
    }
    all.sort(Comparator.comparingLong(Mark::nanos).thenComparing(Mark::phase));
    return all;
  }
}
