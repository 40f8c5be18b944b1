package dev.tare.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.plan.Placement;
import dev.tare.plan.Trial;
import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Receipt;
import dev.tare.result.TrialResult;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every target does, whatever it runs on. */
public abstract class TargetContract {

  /** The target under test; opened and closed by the implementing class. */
  protected abstract Target target();

  /** A runtime of it that is a plain container. */
  protected abstract String plainRuntime();

  /** Whether anything of a trial's pods is still there. */
  protected abstract boolean podsAreLeft() throws Exception;

  protected static Scenario scenario(String workload, String limits) {
    return ScenarioLoader.parse(
        "contract.yaml",
        """
        scenario: contract
        question: Does this target keep its promises?
        pod:
          resources: {cpu: 1, memory: 128Mi, cpu-request: 10m}
        workloads:
          one: {%s}
        design: {rounds: 1, seed: 1, warmups: 0}
        limits: {%s}
        """
            .formatted(workload, limits));
  }

  /** The first trial of a plan for which the target is made ready. */
  protected Trial trial(String workload, RuntimeSpec runtime) throws InterruptedException {
    return Trials.first(scenario(workload, "start: 30s"), runtime, prepared(runtime));
  }

  private Placement prepared(RuntimeSpec runtime) throws InterruptedException {
    Placement placement = target().placement(List.of(runtime));
    target().prepare(placement, List.of(runtime));
    return placement;
  }

  private RuntimeSpec plain() {
    return target().offered().stream()
        .filter(runtime -> runtime.name().equals(plainRuntime()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void offersRuntimesThatItCanReceipt() throws Exception {
    RuntimeSpec plain = plain();
    Placement _ = prepared(plain);

    Receipt receipt =
        target()
            .receipt(
                plain, scenario("memory: {levels: [1]}", "start: 30s").cases().getFirst().pod());

    assertThat(receipt.refused()).isEmpty();
    assertThat(receipt.sandbox()).isEqualTo("host");
    assertThat(receipt.terms()).containsKeys("cpus", "memory", "seccomp");
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void marksEveryPodInCausalOrder() throws Exception {
    TrialResult result =
        target().run(trial("startup: {arrival: {serial: 2}, ready: home-call}", plain()));

    assertThat(result.problems()).isEmpty();
    assertThat(result.pods()).hasSize(2).allMatch(PodOutcome.Completed.class::isInstance);
    for (PodOutcome pod : result.pods()) {
      long requested = nanos(pod, Phase.REQUESTED);
      assertThat(nanos(pod, Phase.CALLED_HOME)).isGreaterThan(requested);
      assertThat(pod.marks()).allMatch(mark -> mark.nanos() >= 0 && mark.errorNanos() >= 0);
    }
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void aBurstIsInFlightTogether() throws Exception {
    TrialResult result =
        target().run(trial("startup: {arrival: {burst: 3}, ready: home-call}", plain()));

    assertThat(result.pods()).hasSize(3).allMatch(PodOutcome.Completed.class::isInstance);
    long lastRequest =
        result.pods().stream().mapToLong(pod -> nanos(pod, Phase.REQUESTED)).max().orElseThrow();
    long firstCall =
        result.pods().stream().mapToLong(pod -> nanos(pod, Phase.CALLED_HOME)).min().orElseThrow();
    assertThat(lastRequest).isLessThan(firstCall);
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void podsOfAnOpenArrivalAreTimedFromWhenTheyWereDue() throws Exception {
    Trial trial =
        trial(
            "startup: {arrival: {open: {rate: 2/s, for: 2s, spacing: constant}}, ready: home-call}",
            plain());

    TrialResult result = target().run(trial);

    assertThat(result.problems()).isEmpty();
    assertThat(result.pods()).hasSize(4).allMatch(PodOutcome.Completed.class::isInstance);
    long first = nanos(result.pods().getFirst(), Phase.INTENDED);
    for (int i = 0; i < 4; i++) {
      PodOutcome pod = result.pods().get(i);
      assertThat(nanos(pod, Phase.INTENDED) - first).isEqualTo(i * 500_000_000L);
      assertThat(nanos(pod, Phase.REQUESTED)).isGreaterThanOrEqualTo(nanos(pod, Phase.INTENDED));
    }
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void aRuntimeThatCannotStartAPodIsAFailureWithItsOwnMessage() throws Exception {
    TrialResult result =
        target()
            .run(
                trial(
                    "startup: {arrival: {serial: 1}, ready: home-call}",
                    RuntimeSpec.named("no-such-runtime")));

    assertThat(result.pods())
        .singleElement()
        .isInstanceOfSatisfying(
            PodOutcome.Failed.class,
            failed -> assertThat(failed.cause()).contains("no-such-runtime"));
    assertThat(result.completed()).isFalse();
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void anInterruptTakesThePodsAway() throws Exception {
    Trial trial = trial("startup: {arrival: {serial: 200}, ready: home-call}", plain());
    Thread worker =
        new Thread(
            () -> {
              try {
                target().run(trial);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    worker.start();
    Thread.sleep(600);
    worker.interrupt();
    worker.join(60_000);

    assertThat(worker.isAlive()).isFalse();
    assertThat(podsAreLeft()).isFalse();
  }

  /** The mark of that phase. */
  protected static long nanos(PodOutcome pod, Phase phase) {
    return pod.mark(phase).map(Mark::nanos).orElseThrow();
  }
}
