package dev.tare.target.pods;

import dev.tare.observe.Observer;
import dev.tare.payload.PayloadStream.Event;
import dev.tare.target.Clock;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the node's disks all the time, because what a pod does is known only afterwards. */
final class DiskWatch {
  private static final String SYNCS = "file.write_sync m";

  /** Asking another machine more often would be a load on it. */
  private static final long PACE_NANOS = 100_000_000;

  /** Three hours of looks; what is not seen any more is not known. */
  private static final int MOST = 100_000;

  private final Observer observer;
  private final Clock clock;
  private final List<Look> looks = new ArrayList<>();

  /** What the disks had written, read between two moments of the harness's monotonic clock. */
  private record Look(long before, long after, Map<String, Long> writes) {}

  DiskWatch(Observer observer, Clock clock) {
    this.observer = observer;
    this.clock = clock;
  }

  /** Looks, unless the last look was just now. */
  void look() {
    long before = clock.nanoTime();
    if (looks.size() == MOST || (!looks.isEmpty() && before - looks.getLast().after < PACE_NANOS)) {
      return;
    }
    Map<String, Long> writes = observer.diskWrites();
    if (!writes.isEmpty()) {
      looks.add(new Look(before, clock.nanoTime(), writes));
    }
  }

  /**
   * Writes and flushes that the busiest disk finished from just before the first measured sync
   * until just after the last; empty when no look fell before it, or none after it.
   */
  Optional<Long> duringSyncs(List<Event> events, Optional<WallClock> node) {
    List<Event> ends = events.stream().filter(event -> event.detail().startsWith(SYNCS)).toList();
    Optional<Long> start = ends.stream().findFirst().flatMap(event -> monotonic(event, node));
    Optional<Long> end = ends.reversed().stream().findFirst().flatMap(e -> monotonic(e, node));
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    Optional<Look> before =
        looks.reversed().stream().filter(look -> look.after <= start.get()).findFirst();
    Optional<Look> after = looks.stream().filter(look -> look.before >= end.get()).findFirst();
    return before.flatMap(from -> after.map(to -> busiest(from, to)));
  }

  private static Optional<Long> monotonic(Event event, Optional<WallClock> node) {
    return node.flatMap(clock -> clock.monotonic(event.wallNanos()));
  }

  private static long busiest(Look from, Look to) {
    return to.writes.entrySet().stream()
        .filter(disk -> from.writes.containsKey(disk.getKey()))
        .mapToLong(disk -> disk.getValue() - from.writes.getOrDefault(disk.getKey(), 0L))
        .max()
        .orElse(0);
  }
}
