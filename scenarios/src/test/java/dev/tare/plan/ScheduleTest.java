package dev.tare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.scenario.Arrival;
import dev.tare.scenario.Arrival.Open.Spacing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static List<Duration> schedule(int perMinute, int seconds, Spacing spacing, long seed) {
    Arrival.Open open = new Arrival.Open(perMinute, Duration.ofSeconds(seconds), spacing, 20);
    List<Duration> schedule = Schedule.of(open, seed);
    assertThat(schedule).hasSize(open.pods());
    return schedule;
  }

  @Test
  void constantSpacingBeginsAtOnceAndEndsBeforeTheSpanIsOver() {
    assertThat(schedule(120, 2, Spacing.CONSTANT, 1))
        .extracting(Duration::toMillis)
        .containsExactly(0L, 500L, 1000L, 1500L);
    assertThat(schedule(40, 4, Spacing.CONSTANT, 1))
        .extracting(Duration::toMillis)
        .containsExactly(0L, 1500L, 3000L);
  }

  @Test
  void aSeedGivesOneScheduleAndAnotherSeedAnother() {
    Set<List<Duration>> schedules = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      List<Duration> schedule = schedule(120, 30, Spacing.POISSON, seed);
      assertThat(schedule).isSorted().isEqualTo(schedule(120, 30, Spacing.POISSON, seed));
      assertThat(schedule.getLast()).isLessThan(Duration.ofSeconds(30));
      schedules.add(schedule);
    }
    assertThat(schedules).hasSize(50);
  }

  /** Of exponential distances a share of 1/e is longer than the mean; of equal ones none is. */
  @Test
  void distancesAreThoseOfAPoissonProcess() {
    int gaps = 0;
    int longer = 0;
    for (long seed = 0; seed < 100; seed++) {
      List<Duration> schedule = schedule(600, 50, Spacing.POISSON, seed);
      for (int i = 1; i < schedule.size(); i++) {
        gaps++;
        longer += schedule.get(i).minus(schedule.get(i - 1)).toMillis() >= 100 ? 1 : 0;
      }
    }
    assertThat((double) longer / gaps).isBetween(Math.exp(-1) - 0.01, Math.exp(-1) + 0.01);
  }
}
