package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.measure.Measurements;
import dev.tare.plan.Trial;
import dev.tare.result.Component;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Receipt;
import dev.tare.result.Sample;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.Limits;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.SandboxKind;
import dev.tare.target.Target;
import dev.tare.target.TargetContract;
import dev.tare.target.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The CRI target on the embedded node, under runc and gVisor. */
class CriTargetIT extends TargetContract {
  private static final String RUN = "20261124t000000z-contract-c0de";
  private static final RuntimeSpec RUNC = RuntimeSpec.named("runc");
  private static final RuntimeSpec GVISOR = RuntimeSpec.named("gvisor");

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
  void close() {
    target.close();
  }

  @Override
  protected Target target() {
    return target;
  }

  @Override
  protected String plainRuntime() {
    return "runc";
  }

  @Override
  protected boolean podsAreLeft() throws Exception {
    return node.hasPodsOf(RUN);
  }

  private static void requireGvisor() {
    node.requireHandler("gvisor");
  }

  private List<Sample> measure(String workload, RuntimeSpec runtime) throws InterruptedException {
    Trial trial = trial(workload, runtime);
    TrialResult result = target.run(trial);
    assertThat(result.pods()).allMatch(PodOutcome.Completed.class::isInstance);
    Measurements.Measured measured = Measurements.of(trial.workload().workload(), result);
    assertThat(measured.result().problems()).isEmpty();
    return measured.samples();
  }

  private static double median(List<Sample> samples, String metric) {
    double[] values =
        samples.stream()
            .filter(sample -> sample.metric().name().equals(metric))
            .mapToDouble(Sample::value)
            .sorted()
            .toArray();
    assertThat(values).as(metric).isNotEmpty();
    return values[values.length / 2];
  }

  @Test
  void gvisorIsASandboxOnTheSameTermsAsRunc() throws Exception {
    requireGvisor();
    var pod = scenario("memory: {levels: [1]}", "start: 30s").cases().getFirst().pod();

    Receipt runc = target.receipt(RUNC, pod);
    Receipt gvisor = target.receipt(GVISOR, pod);

    assertThat(gvisor.refused()).isEmpty();
    assertThat(gvisor.sandbox()).isEqualTo("userspace-kernel");
    for (String term : List.of("cpus", "memory", "seccomp")) {
      assertThat(gvisor.terms()).containsEntry(term, runc.terms().getOrDefault(term, "unknown"));
    }
    assertThat(runc.terms()).containsEntry("cpus", "1").containsEntry("memory", "128 MiB");
  }

  @Test
  void aSandboxThatIsNoneIsRefused() throws Exception {
    RuntimeSpec pretender =
        new RuntimeSpec(
            "kata",
            "runc",
            Optional.empty(),
            Map.of(),
            new Expectation(Optional.of(SandboxKind.VM), Optional.empty()));

    Receipt receipt =
        target.receipt(
            pretender, scenario("memory: {levels: [1]}", "start: 30s").cases().getFirst().pod());

    assertThat(receipt.refused()).contains("declared as vm", "host");
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void gvisorTakesLongerToStartThanRunc() throws Exception {
    requireGvisor();
    String serial = "startup: {arrival: {serial: 3}, ready: home-call}";

    List<Sample> runc = measure(serial, RUNC);
    List<Sample> gvisor = measure(serial, GVISOR);

    assertThat(median(gvisor, "startup.home_call"))
        .isGreaterThan(median(runc, "startup.home_call"));
    for (List<Sample> samples : List.of(runc, gvisor)) {
      double phases = median(samples, "startup.sandbox") + median(samples, "startup.create");
      assertThat(phases).isLessThan(median(samples, "startup.home_call"));
    }
  }

  @Test
  void everyProcessOfAGvisorPodIsWeighed() throws Exception {
    requireGvisor();

    TrialResult result = target.run(trial("memory: {levels: [1, 2], settle: 300ms}", GVISOR));

    List<Reading.ProcessTree> trees =
        result.readings().stream()
            .filter(Reading.ProcessTree.class::isInstance)
            .map(Reading.ProcessTree.class::cast)
            .toList();
    assertThat(trees).hasSize(3);
    assertThat(trees)
        .allSatisfy(
            tree ->
                assertThat(tree.processes())
                    .extracting(process -> process.component())
                    .contains(
                        Component.SHIM,
                        Component.RUNSC_WAIT,
                        Component.SENTRY,
                        Component.GOFER,
                        Component.STUB));
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void syscallsCostMoreUnderGvisor() throws Exception {
    requireGvisor();
    String suite = "jmh: {benchmarks: [syscall], profile: quick}";

    List<Sample> runc = measure(suite, RUNC);
    List<Sample> gvisor = measure(suite, GVISOR);

    assertThat(median(gvisor, "syscall.getppid_raw"))
        .isGreaterThan(2 * median(runc, "syscall.getppid_raw"));
    assertThat(median(runc, "syscall.foreign_call")).isLessThan(median(runc, "syscall.getppid"));
  }

  @Test
  void twoPodsTalkToEachOther() throws Exception {
    List<Sample> runc = measure("network: {flows: 2, duration: 1s, rate: 500}", RUNC);

    assertThat(median(runc, "network.throughput")).isPositive();
    assertThat(median(runc, "network.throughput_many")).isPositive();
    assertThat(runc)
        .filteredOn(sample -> sample.metric().name().equals("network.request_latency"))
        .hasSize(500);
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void knownMemoryIsTheWorkloadsAndWhatStaysIsTheSandboxs() throws Exception {
    List<Sample> runc = measure("working: {loads: [idle, allocate, cache], hold: 3s}", RUNC);

    // The pods' limit of 128 MiB makes the load one of 64 MiB.
    double idle = median(runc, "overhead.stays.idle");
    assertThat(idle).isBetween(0.0, 8.0 * MEBI);
    assertThat(median(runc, "overhead.peak.allocate")).isBetween(idle - 4 * MEBI, idle + 4 * MEBI);
    assertThat(median(runc, "overhead.stays.allocate")).isBetween(idle - 4 * MEBI, idle + 4 * MEBI);
    assertThat(median(runc, "overhead.peak.cache"))
        .as("96 MiB of page cache are no overhead")
        .isLessThan(idle + 4 * MEBI);
    assertThat(median(runc, "overhead.oom_kills")).isZero();
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void aSandboxUnderLoadTakesMoreThanAPlainContainer() throws Exception {
    requireGvisor();
    String working = "working: {loads: [idle, allocate, cache, network], hold: 3s}";

    List<Sample> runc = measure(working, RUNC);
    List<Sample> gvisor = measure(working, GVISOR);

    for (String load : List.of("idle", "allocate", "cache", "network")) {
      assertThat(median(gvisor, "overhead.peak." + load))
          .as(load)
          .isGreaterThan(median(runc, "overhead.peak." + load))
          .isBetween(2.0 * MEBI, 80.0 * MEBI);
    }
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void aPodThatIsNotReadyInTimeIsCensoredAndTakenAway() throws Exception {
    requireGvisor();
    Trial usual = trial("startup: {arrival: {serial: 1}, ready: home-call}", GVISOR);
    Trial trial =
        new Trial(
            usual.id(),
            usual.round(),
            usual.position(),
            usual.node(),
            usual.runtime(),
            usual.workload(),
            usual.peer(),
            usual.peerNode(),
            usual.warmups(),
            new Limits(Duration.ofMillis(100), Duration.ofMinutes(1)),
            usual.seed());

    TrialResult result = target.run(trial);

    assertThat(result.pods())
        .singleElement()
        .isInstanceOfSatisfying(
            PodOutcome.Censored.class,
            censored -> assertThat(censored.limitNanos()).isEqualTo(100_000_000));
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void aNodeThatDoesNotKeepUpWithAScheduleSaysSoInsteadOfWaiting() throws Exception {
    TrialResult result =
        target.run(
            trial(
                "startup: {arrival: {open: {rate: 50/s, for: 1s, spacing: constant, together: 2}}}",
                RUNC));

    assertThat(result.pods()).hasSize(2).allMatch(PodOutcome.Completed.class::isInstance);
    assertThat(result.problems())
        .singleElement()
        .asString()
        .contains("does not keep up: 2 pods stood when another was due 0.0 s after the first");
    assertThat(podsAreLeft()).isFalse();
  }

  @Test
  void theFirstPodOfAFreshNodeIsToldOnce() throws Exception {
    String startup = "startup: {arrival: {serial: 1}, ready: first-output}";
    var pod = scenario(startup, "start: 30s").cases().getFirst().pod();
    try (CriTarget fresh = node.openFresh(RUN)) {
      Receipt _ = fresh.receipt(RUNC, pod);
      Trial trial = trial(startup, RUNC);

      List<Sample> first = Measurements.of(trial.workload().workload(), fresh.run(trial)).samples();
      List<Sample> second =
          Measurements.of(trial.workload().workload(), fresh.run(trial)).samples();

      assertThat(first)
          .filteredOn(sample -> sample.metric().name().equals("startup.cold.first_output"))
          .hasSize(1);
      assertThat(second).noneMatch(sample -> sample.metric().name().startsWith("startup.cold."));
    }
    Receipt _ = target.receipt(RUNC, pod);
    assertThat(target.run(trial(startup, RUNC)).readings())
        .filteredOn(Reading.Blind.class::isInstance)
        .singleElement()
        .asString()
        .contains("cold start-up", "the node was up before this run");
  }

  @Test
  void podsOfAKilledHarnessAreRemovedAndThoseOfALivingOneAreNot() throws Exception {
    String dead = node.runForgottenPod(RUN, "tare-c0de-dead-1", "1.1");
    String alive = node.runForgottenPod(RUN, "tare-c0de-live-1", Leftovers.harness());

    try (CriTarget next = node.open(RUN)) {
      assertThat(next.leftovers()).containsExactly(dead);
    }

    assertThat(node.hasPodsOf(RUN)).isTrue();
    node.remove(alive);
    assertThat(node.hasPodsOf(RUN)).isFalse();
  }

  @Test
  void anImageThatIsNotThereIsSaidBeforeAnythingIsMeasured() {
    try (CriTarget other = node.open(RUN, "localhost/tare/nothing:1")) {
      assertThatThrownBy(other::probe)
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("localhost/tare/nothing:1")
          .hasMessageContaining("tare payload load");
    }
  }

  @Test
  void theEnvironmentNamesTheRuntimeAndTheImage() {
    var environment = target.probe();

    assertThat(environment.value("cri.runtime"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("containerd "));
    assertThat(environment.value("cri.snapshotter")).contains("overlayfs");
    assertThat(environment.value("payload.digest")).isPresent();
    assertThat(environment.value("cni.plugins"))
        .hasValueSatisfying(
            value ->
                assertThat(value).contains("tare: tare-network-begun, bridge, tare-network-ready"));
    assertThat(environment.value("cri.config_sha256")).isPresent();
    assertThat(environment.value("storage.filesystem")).isPresent();
    assertThat(environment.value("version.runc")).isPresent();
    assertThat(environment.facts())
        .filteredOn(fact -> fact.name().startsWith("kubelet."))
        .isNotEmpty()
        .allMatch(fact -> fact.value() == null);
    assertThat(environment.facts())
        .allMatch(fact -> (fact.value() == null) != (fact.unknownBecause() == null));
  }
}
