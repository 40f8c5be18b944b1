package dev.tare.bench.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aSlowAnswerIsChargedToEveryRequestThatItDelayed() {
    // 1000 requests a second from 5 ms on; one warm-up request, then three measured ones.
    Schedule schedule = new Schedule(5_000_000, 1000, 1, 3);
    long[] sent = {5_000_010, 6_000_020, 9_500_000, 9_500_100};
    long[] received = {5_100_000, 6_200_000, 9_600_000, 9_700_000};

    Schedule.Latencies latencies = schedule.latencies(sent, received);

    assertThat(latencies.lags()).containsExactly(20, 2_500_000, 1_500_100);
    assertThat(latencies.latencies()).containsExactly(200_000, 2_600_000, 1_700_000);
  }

  @Test
  void roundingDoesNotAddUp() {
    Schedule schedule = new Schedule(0, 3, 0, 3_000_001);

    assertThat(schedule.intended(1)).isEqualTo(333_333_333);
    assertThat(schedule.intended(3_000_000)).isEqualTo(1_000_000_000_000_000L);
  }
}
