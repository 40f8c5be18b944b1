package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.payload.PayloadStream.Event;
import dev.tare.target.ManualClock;
import dev.tare.target.WallClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
  private static final Optional<WallClock> NODE = Optional.of(new WallClock(0, 0, 0));

  private final ManualClock clock = new ManualClock(0, 0);
  private final ScriptedObserver observer = new ScriptedObserver();
  private final DiskWatch watch = new DiskWatch(observer, clock);

  private void lookAfter(long nanos, Map<String, Long> now) throws InterruptedException {
    clock.sleep(nanos);
    observer.diskWrites = now;
    watch.look();
  }

  private Event at(String name, String detail) {
    return new Event(clock.nanoTime(), name, detail);
  }

  @Test
  void theBusiestDiskIsReadFromBeforeTheFirstSyncUntilAfterTheLast() throws Exception {
    lookAfter(200_000_000, Map.of("vda", 90L, "vdb", 5L));
    lookAfter(200_000_000, Map.of("vda", 100L, "vdb", 5L));
    clock.sleep(5);
    Event warmup = at("iteration-start", "file.write_sync w1 1");
    Event start = at("iteration-start", "file.write_sync m1 1");
    lookAfter(200_000_000, Map.of("vda", 150L, "vdb", 9L));
    clock.sleep(5);
    Event end = at("iteration-end", "file.write_sync m3 2");
    lookAfter(200_000_000, Map.of("vda", 160L, "vdb", 9L));
    lookAfter(10, Map.of("vda", 300L, "vdb", 9L));
    lookAfter(200_000_000, Map.of("vda", 500L, "vdb", 9L));
    Event call = at("iteration-end", "file.write_sync.call m1 3");

    assertThat(watch.duringSyncs(List.of(warmup, start, end, call), NODE)).contains(60L);
  }

  @Test
  void whatNobodySawIsNotKnown() throws Exception {
    clock.sleep(10);
    Event start = at("iteration-start", "file.write_sync m1 1");
    lookAfter(200_000_000, Map.of("vda", 1L));
    Event end = at("iteration-end", "file.write_sync m1 2");
    lookAfter(200_000_000, Map.of());

    assertThat(watch.duringSyncs(List.of(start, end), NODE)).isEmpty();
    assertThat(watch.duringSyncs(List.of(start, end), Optional.empty())).isEmpty();
    assertThat(watch.duringSyncs(List.of(), NODE)).isEmpty();
  }
}
