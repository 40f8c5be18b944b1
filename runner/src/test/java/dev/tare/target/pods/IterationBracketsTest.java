package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.payload.PayloadStream.Event;
import dev.tare.result.Reading;
import dev.tare.result.Reading.Bracket;
import dev.tare.target.WallClock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IterationBracketsTest {
  private static final Optional<WallClock> STEADY = Optional.of(new WallClock(1000, 1000, 9));
  private static final long BOTH_ENDS = 2 * (9 + 1);

  private static Event start(long wall, String detail) {
    return new Event(wall, "iteration-start", detail);
  }

  private static Event end(long wall, String detail) {
    return new Event(wall, "iteration-end", detail);
  }

  @Test
  void measuredIterationsHaveTwoLengthsAndPausesShowWhatStampsAreOffBy() {
    Reading.Brackets brackets =
        IterationBrackets.of(
            "p",
            List.of(
                new Event(1, "benchmarks-start", "quick"),
                start(5_000_000, "cpu.work w1 0"),
                end(85_000_000, "cpu.work w1 80000000"),
                // 1 ms later by the pod, 1.3 ms by the stamps
                start(86_300_000, "cpu.work m1 81000000"),
                end(166_100_000, "cpu.work m1 161000000"),
                // a long pause says nothing of stamps
                start(900_000_000, "exec.spawn.call m1 861000000"),
                end(990_000_000, "exec.spawn.call m1 951000000")),
            STEADY);

    assertThat(brackets.unchecked()).isEmpty();
    assertThat(brackets.iterations())
        .containsExactly(
            new Bracket("cpu.work", 80_000_000, 79_800_000),
            new Bracket("exec.spawn.call", 90_000_000, 90_000_000));
    assertThat(brackets.errorNanos()).isEqualTo(300_000 + BOTH_ENDS);
  }

  @Test
  void withoutAWallClockThatKeptStepNothingIsChecked() {
    List<Event> events = List.of(start(1, "cpu.work m1 0"), end(9, "cpu.work m1 8"));

    assertThat(IterationBrackets.of("p", events, Optional.empty()).unchecked())
        .isEqualTo("nobody read the node's wall clock");
    assertThat(
            IterationBrackets.of("p", events, Optional.of(new WallClock(0, 2_000_000, 1)))
                .unchecked())
        .isEqualTo("the node's wall clock was moved meanwhile");
    assertThat(IterationBrackets.of("p", List.of(), STEADY).unchecked())
        .isEqualTo("the payload did not tell when its iterations began and ended");
  }

  /** A stamp that came late would otherwise be the fault of the pod's clock. */
  @Test
  void withoutAShortPauseNobodyKnowsHowLateStampsAre() {
    Reading.Brackets brackets =
        IterationBrackets.of(
            "p",
            List.of(
                start(5_000_000, "cpu.work m1 0"),
                end(85_000_000, "cpu.work m1 80000000"),
                start(185_000_000, "cpu.work m2 180000000"),
                end(295_000_000, "cpu.work m2 260000000")),
            STEADY);

    assertThat(brackets.unchecked()).startsWith("no pause between iterations was short enough");
    assertThat(brackets.iterations()).hasSize(2);
  }

  @Test
  void linesThatDoNotFitTogetherAreNotUsed() {
    for (List<Event> events :
        List.of(
            List.of(start(1, "cpu.work m1 NaN")),
            List.of(end(1, "cpu.work m1 5")),
            List.of(start(1, "cpu.work m1 5"), end(2, "cpu.work m2 9")))) {
      Reading.Brackets brackets = IterationBrackets.of("p", events, STEADY);

      assertThat(brackets.unchecked()).startsWith("a line about an iteration was not understood: ");
      assertThat(brackets.iterations()).isEmpty();
    }
  }
}
