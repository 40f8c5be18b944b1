package dev.tare.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.target.WallClock.Pair;
import org.junit.jupiter.api.Test;

class WallClockTest {
  private final ManualClock clock = new ManualClock(1_000, 5_000_000_000L);

  @Test
  void bringsAWallStampOntoTheMonotonicClock() {
    Pair before = Pair.read(clock);
    clock.advance(700);
    long stamp = clock.wallNanos();
    long expected = clock.nanoTime();
    clock.advance(300);

    WallClock wall = WallClock.between(before, Pair.read(clock));

    assertThat(wall.monotonic(stamp)).contains(expected);
    assertThat(wall.errorNanos()).isLessThan(10);
  }

  @Test
  void carriesASmallDriftAsError() {
    Pair before = Pair.read(clock);
    clock.moveWall(800_000);

    WallClock wall = WallClock.between(before, Pair.read(clock));

    assertThat(wall.steady()).isTrue();
    assertThat(wall.errorNanos()).isBetween(400_000L, 400_010L);
  }

  @Test
  void saysNothingWhenTheWallClockWasSet() {
    Pair before = Pair.read(clock);
    clock.moveWall(-1_000_001);

    WallClock wall = WallClock.between(before, Pair.read(clock));

    assertThat(wall.monotonic(clock.wallNanos())).isEmpty();
  }
}
