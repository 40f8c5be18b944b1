package dev.tare.target.kubernetes.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.target.kubernetes.observer.ClockLink.Stamp;
import org.junit.jupiter.api.Test;

class ClockLinkTest {
  private static final long MILLI = 1_000_000;

  private final ClockLink link = new ClockLink();

  @Test
  void oneKernelIsOneClock() {
    link.sameKernel();

    assertThat(link.toHarness(123)).isEqualTo(new Stamp(123, 0));
  }

  @Test
  void theTrueMomentIsWithinHalfOfTheRoundTrip() {
    // The node is 1000 ms ahead; the question took 1 ms, the answer 9 ms.
    link.compared(1_101 * MILLI, 100 * MILLI, 110 * MILLI);

    Stamp stamp = link.toHarness(1_101 * MILLI);

    assertThat(Math.abs(stamp.nanos() - 101 * MILLI)).isLessThanOrEqualTo(stamp.errorNanos());
    assertThat(stamp.errorNanos()).isBetween(5 * MILLI, 5 * MILLI + 10);
  }

  @Test
  void theShortestRoundTripIsTaken() {
    link.compared(1_105 * MILLI, 100 * MILLI, 110 * MILLI);
    link.compared(1_121 * MILLI, 120 * MILLI, 122 * MILLI);
    link.compared(1_140 * MILLI, 130 * MILLI, 150 * MILLI);

    Stamp stamp = link.toHarness(1_150 * MILLI);

    assertThat(stamp.nanos()).isEqualTo(150 * MILLI);
    assertThat(stamp.errorNanos()).isLessThan(2 * MILLI);
  }

  @Test
  void theBoundGrowsWithTheTimeSinceTheComparison() {
    link.compared(0, 0, 2 * MILLI);

    assertThat(link.toHarness(1_000 * MILLI).errorNanos()).isGreaterThan(MILLI + 99_000);
  }

  @Test
  void withoutAComparisonThereIsNoStamp() {
    link.sameKernel();
    link.forget();

    assertThatThrownBy(() -> link.toHarness(1)).isInstanceOf(IllegalStateException.class);
  }
}
