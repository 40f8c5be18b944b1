package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.GaveOut;
import dev.tare.result.Reading;
import dev.tare.scenario.Workload;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeGuardTest {
  private static final long MEBI = 1 << 20;
  private static final Reading.Strain WELL = ScriptedPlace.well(3, 4096);

  private final NodeGuard guard = NodeGuard.of(density(Optional.empty()), WELL);

  private static Workload.Density density(Optional<Long> reserve) {
    return new Workload.Density(10, 5, Duration.ofSeconds(5), Duration.ofSeconds(2), reserve);
  }

  private static Reading.Strain strain(
      long swapUsed, Optional<Double> some, Optional<Double> full, Optional<Long> tasks) {
    return new Reading.Strain(
        3,
        WELL.available(),
        WELL.total(),
        swapUsed,
        some,
        full,
        tasks,
        WELL.tasksMost(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<GaveOut> found(Reading.Strain now) {
    return guard.strained(now).map(RampEnd::gaveOut);
  }

  @Test
  void theReserveIsTheMoreOfHalfAGibibyteAndATwentieth() {
    assertThat(guard.reserve()).isEqualTo(512 * MEBI);
    Reading.Strain large = ScriptedPlace.well(0, 4096);
    Reading.Strain huge =
        new Reading.Strain(
            0,
            large.available(),
            100L << 30,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(NodeGuard.of(density(Optional.empty()), huge).reserve()).isEqualTo(5L << 30);
    assertThat(NodeGuard.of(density(Optional.of(7 * MEBI)), huge).reserve()).isEqualTo(7 * MEBI);
  }

  @Test
  void pressureSwapAndTasksEndItToo() {
    Optional<Double> none = Optional.of(0.0);
    Optional<Long> few = Optional.of(100L);
    assertThat(found(WELL)).isEmpty();
    assertThat(found(strain(0, Optional.of(10.1), none, few))).contains(GaveOut.PRESSURE);
    assertThat(found(strain(0, none, Optional.of(5.1), few))).contains(GaveOut.PRESSURE);
    assertThat(found(strain(0, Optional.of(10.0), Optional.of(5.0), few))).isEmpty();
    assertThat(found(strain(64 * MEBI, none, none, few))).isEmpty();
    assertThat(found(strain(65 * MEBI, none, none, few))).contains(GaveOut.SWAP);
    assertThat(found(strain(0, none, none, Optional.of(30_000L)))).contains(GaveOut.TASKS);
  }

  @Test
  void whatTheKernelDoesNotTellStopsNothing() {
    assertThat(found(strain(0, Optional.empty(), Optional.empty(), Optional.empty()))).isEmpty();
  }
}
