package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.RuntimeSelection;
import dev.tare.result.PodOutcome;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.target.Trials;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** gVisor's variants on the embedded node: each starts pods, and is what its name says. */
class VariantsIT {
  private static final String RUN = "20261126t000000z-variants-c0de";

  /** What the running sentry must have been told; KVM's is there only on machines that have one. */
  private static final Map<String, String> FLAGS =
      Map.of(
          "gvisor-kvm", "platform=kvm",
          "gvisor-no-directfs", "directfs=false",
          "gvisor-no-overlay", "overlay2=none",
          "gvisor-overlay-memory", "overlay2=root:memory",
          "gvisor-hostnet", "network=host");

  private static RealNode node;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    node = RealNode.require();
    node.requireHandler("gvisor");
  }

  private static Scenario scenario() {
    return Trials.scenario("startup: {arrival: {serial: 1}, ready: home-call}");
  }

  @Test
  void allOfThemAreOfferedAndNoneOfThemIsInTheStar() {
    try (CriTarget target = node.open(RUN)) {
      assertThat(target.variants()).isNotEmpty().isSubsetOf(FLAGS.keySet());
      assertThat(target.offered()).extracting(RuntimeSpec::name).containsAll(target.variants());
      assertThat(
              RuntimeSelection.resolve(scenario(), target.offered(), target.variants(), List.of())
                  .runtimes())
          .extracting(RuntimeSpec::name)
          .contains("runc", "gvisor", "gvisor-ptrace")
          .doesNotContainAnyElementsOf(target.variants());
    }
  }

  @Test
  void eachStartsAPodThatCallsHomeAndItsSentryHasTheFlag() throws Exception {
    try (CriTarget target = node.open(RUN)) {
      for (String name : target.variants()) {
        RuntimeSpec runtime = RuntimeSpec.named(name);

        Receipt receipt = target.receipt(runtime, scenario().cases().getFirst().pod());
        assertThat(receipt.refused()).as(name).isEmpty();
        assertThat(receipt.sandbox()).as(name).isEqualTo("userspace-kernel");
        assertThat(receipt.versions().getOrDefault("runsc flags", "").split(" ", -1))
            .as(name)
            .contains(FLAGS.get(name));

        TrialResult result =
            target.run(Trials.first(scenario(), runtime, target.placement(List.of(runtime))));
        assertThat(result.pods()).as(name).singleElement().isInstanceOf(PodOutcome.Completed.class);
      }
      assertThat(node.hasPodsOf(RUN)).isFalse();
    }
  }
}
