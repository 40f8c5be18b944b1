package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.scenario.Expectation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a receipt concludes from the processes that serve its pod. */
class ReceiptTermsTest {

  @Test
  void limitsHoldWhenAllThatComputesIsInThePodsCgroup() {
    assertThat(holds(process(Component.VMM, "/pods/podx"))).isTrue();
    assertThat(holds(process(Component.WORKLOAD, "/pods/podx"), process(Component.SHIM, "/system")))
        .isTrue();
  }

  @Test
  void limitsDoNotHoldWhenOneOfThemIsElsewhere() {
    assertThat(holds(process(Component.WORKLOAD, "/pods/podx"), process(Component.VMM, "/")))
        .isFalse();
  }

  @Test
  void limitsAreNotKnownToHoldWhenNothingThatComputesWasSeen() {
    assertThat(holds()).isFalse();
    assertThat(holds(process(Component.SHIM, "/pods/podx"))).isFalse();
  }

  @Test
  void dragonballIsTheShimThatHoldsTheMachine() {
    PodKernel kernel = PodKernel.of(Map.of(), new PodKernel.Host("a", "6.18"));
    Expectation dragonball = new Expectation(Optional.empty(), Optional.of("dragonball"));

    assertThat(kernel.refusal(dragonball, List.of(shim(Component.VMM)))).isEmpty();
    assertThat(kernel.refusal(dragonball, List.of(shim(Component.SHIM))))
        .hasValueSatisfying(why -> assertThat(why).contains("dragonball, but no such process"));
  }

  private static boolean holds(ProcessMemory... processes) {
    return ReceiptRun.holds("/pods/podx"::equals, List.of(processes));
  }

  private static ProcessMemory process(Component component, String cgroup) {
    return new ProcessMemory(1, component, "x", cgroup, 0, 0, 0, 0, 0);
  }

  private static ProcessMemory shim(Component component) {
    return new ProcessMemory(1, component, "containerd-shim-kata-v2", "/", 0, 0, 0, 0, 0);
  }
}
