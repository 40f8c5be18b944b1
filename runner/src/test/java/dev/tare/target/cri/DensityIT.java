package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.observe.LocalObserver;
import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.GaveOut;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Trials;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ramps of idle pods on the embedded node. */
class DensityIT {
  private static final String RUN = "20261126t000000z-density-d1ce";
  private static final long MEBI = 1 << 20;

  private static RealNode node;
  private CriTarget target;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    node = RealNode.require();
  }

  @BeforeEach
  void open() {
    target = node.open(RUN);
  }

  @AfterEach
  void close() throws Exception {
    target.close();
    assertThat(node.hasPodsOf(RUN)).isFalse();
  }

  private static Trial trial(String density, String runtime) {
    return Trials.first(
        Trials.scenario("density: {" + density + "}"),
        RuntimeSpec.named(runtime),
        Placement.on("here"));
  }

  private static long availableMebi() {
    try (LocalObserver observer = new LocalObserver()) {
      return observer.strain(List.of()) instanceof Reading.Strain strain
          ? strain.available() / MEBI
          : 0;
    }
  }

  @Test
  void aRampToItsCapShowsThatSoManyStand() throws Exception {
    for (String runtime : List.of("runc", "gvisor")) {
      if (!node.offers(runtime)) {
        continue;
      }
      TrialResult result =
          target.run(trial("most: 12, step: 6, start: 60s, settle: 500ms", runtime));

      assertThat(result.problems()).isEmpty();
      assertThat(result.pods()).hasSize(12).allMatch(PodOutcome.Completed.class::isInstance);
      assertThat(Trials.readings(result, Reading.Density.class))
          .containsExactly(
              new Reading.Density(
                  12, Optional.empty(), GaveOut.NOTHING, "the cap of 12 pods was reached"));
      List<Reading.Strain> levels = Trials.readings(result, Reading.Strain.class);
      assertThat(levels).extracting(Reading.Strain::level).containsExactly(0, 6, 12);
      assertThat(levels.getLast().charged())
          .hasValueSatisfying(bytes -> assertThat(bytes).isGreaterThan(12 * MEBI / 4));
      assertThat(node.hasPodsOf(RUN)).isFalse();
    }
  }

  @Test
  void theRampStopsWhenTheReserveIsReached() throws Exception {
    TrialResult result =
        target.run(
            trial(
                "most: 60, step: 2, start: 60s, settle: 500ms, reserve: %dMi"
                    .formatted(availableMebi() - 100),
                "runc"));

    assertThat(result.problems()).isEmpty();
    Reading.Density density = Trials.readings(result, Reading.Density.class).getFirst();
    assertThat(density.gaveOut()).isEqualTo(GaveOut.MEMORY);
    assertThat(density.firstBad())
        .hasValueSatisfying(
            bad ->
                assertThat(bad).isGreaterThan(density.lastGood()).isEqualTo(result.pods().size()));
    assertThat(density.words()).contains("less than the reserve of");
  }

  @Test
  void aNodeThatHasLessThanTheReserveGetsNoPod() throws Exception {
    TrialResult result = target.run(trial("most: 12, reserve: 1024Gi", "runc"));

    assertThat(result.pods()).isEmpty();
    assertThat(result.problems())
        .singleElement()
        .asString()
        .startsWith("the node has no room even without pods");
  }

  @Test
  void anInterruptedRampLeavesNothingBehind() throws Exception {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread ramp =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    TrialResult result = target.run(trial("most: 200, settle: 100ms", "runc"));
                    ended.set(new AssertionError("it ended by itself: " + result.problems()));
                  } catch (InterruptedException | RuntimeException e) {
                    ended.set(e);
                  }
                });
    while (ramp.isAlive() && !node.hasPodsOf(RUN)) {
      Thread.sleep(20);
    }
    ramp.interrupt();
    ramp.join();

    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    assertThat(node.hasPodsOf(RUN)).isFalse();
  }
}
