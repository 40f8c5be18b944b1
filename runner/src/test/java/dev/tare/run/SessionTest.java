package dev.tare.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.plan.Plan;
import dev.tare.plan.Planner;
import dev.tare.plan.Trial;
import dev.tare.result.Environment;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.Sample;
import dev.tare.result.TrialRecord;
import dev.tare.scenario.Scenario;
import dev.tare.scenario.ScenarioLoader;
import dev.tare.target.ManualClock;
import dev.tare.target.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private static final Scenario SCENARIO =
      ScenarioLoader.parse(
          "test.yaml",
          """
          scenario: test
          question: Does a session store what it saw?
          runtimes: ["*"]
          pod:
            resources: {cpu: 1, memory: 64Mi}
          workloads:
            one: {startup: {arrival: {serial: 3}, ready: home-call}}
          design: {rounds: 2, seed: 1, control: runc, warmups: 0}
          """);

  @TempDir Path results;
  private final ManualClock clock = new ManualClock(0, 1);
  private final ScriptedTarget target = new ScriptedTarget(clock);
  private final RecordingProgress progress = new RecordingProgress();

  private RunFolder folder() throws IOException {
    return RunFolder.open(results.resolve("20261124t000000z-test-0000"));
  }

  private Run run() throws IOException, InterruptedException {
    Plan plan = Planner.plan(SCENARIO, target.offered(), target.placement(target.offered()));
    List<Receipt> receipts =
        Session.receipts(target, target.offered(), "runc", SCENARIO.cases().getFirst().pod());
    Run run = run(plan, receipts, target.probe());
    return new Session(target, RunFolder.create(results, run), progress, clock).run(plan, run);
  }

  private Run run(Plan plan, List<Receipt> receipts, Environment environment) {
    return new Run(
        Run.SCHEMA,
        "20261124t000000z-test-0000",
        Run.Status.RUNNING,
        "test",
        SCENARIO.question(),
        SCENARIO.text(),
        target.offered().stream().map(runtime -> runtime.name()).toList(),
        "runc",
        2,
        false,
        1,
        plan.hash(),
        plan.trials().size(),
        List.of("run", "test.yaml"),
        "test",
        "2026-11-24T00:00:00Z",
        "",
        environment,
        receipts,
        "",
        List.of());
  }

  @Test
  void storesEveryTrialWithItsSamplesAndClosesTheRun() throws Exception {
    target.offering("runc", 137_000_000).offering("gvisor", 507_000_000);

    Run ended = run();

    assertThat(ended.status()).isEqualTo(Run.Status.COMPLETE);
    assertThat(folder().run().status()).isEqualTo(Run.Status.COMPLETE);
    assertThat(folder().trials()).hasSize(4).allMatch(trial -> trial.result().completed());
    assertThat(folder().trials())
        .filteredOn(trial -> trial.runtime().equals("gvisor"))
        .flatExtracting(TrialRecord::samples)
        .hasSize(6)
        .extracting(Sample::value)
        .containsOnly(507_000_000.0);
  }

  @Test
  void anInterruptedTrialIsNotStoredAndTheOthersStand() throws Exception {
    target.offering("runc", 10).offering("gvisor", 20).interruptedAt(3);

    Run ended = run();

    assertThat(ended.status()).isEqualTo(Run.Status.INTERRUPTED);
    assertThat(folder().run().status()).isEqualTo(Run.Status.INTERRUPTED);
    assertThat(folder().trials()).hasSize(3);
  }

  @Test
  void aRuntimeThatFailsIsStoredAsFailedAndTheRunGoesOn() throws Exception {
    target.offering("runc", 10).failing("kata", "no /dev/kvm");

    Run ended = run();

    assertThat(ended.status()).isEqualTo(Run.Status.COMPLETE);
    assertThat(folder().trials())
        .filteredOn(trial -> trial.runtime().equals("kata"))
        .hasSize(2)
        .allMatch(trial -> trial.samples().isEmpty())
        .allMatch(trial -> !trial.result().completed());
  }

  @Test
  void aRefusedRuntimeIsNeverRun() throws Exception {
    target
        .offering("runc", 10)
        .offering("gvisor", 20)
        .receipt(
            new Receipt(
                "gvisor",
                "gvisor",
                "host",
                "host 6.18",
                Map.of(),
                Map.of(),
                List.of(),
                "no sandbox"));

    run();

    assertThat(target.ran()).containsExactly("runc", "runc");
  }

  @Test
  void termsThatDifferFromTheControlsAreSaid() throws Exception {
    target
        .offering("runc", 10)
        .offering("gvisor", 20)
        .receipt(
            new Receipt(
                "gvisor",
                "gvisor",
                "userspace-kernel",
                "own",
                Map.of("cpus", "2", "memory", "256 MiB", "seccomp", "0"),
                Map.of(),
                List.of(),
                ""));

    Run ended = run();

    assertThat(ended.receipts().getLast().unequal()).containsExactly("cpus is 2, with runc 1");
    assertThat(ended.receipts().getFirst().unequal()).isEmpty();
  }

  @Test
  void anotherSnapshotterIsUnequalUnlessAPlainContainerOnItIsInTheRun() throws Exception {
    target
        .offering("runc", 10)
        .offering("kata-fc", 20)
        .receipt(on("runc", "host", "overlayfs"))
        .receipt(on("kata-fc", "vm", "devmapper"));

    assertThat(run().receipts().getLast().unequal())
        .containsExactly(
            "snapshotter is devmapper, with runc overlayfs, and no plain container on that"
                + " snapshotter is among the runtimes");
  }

  @Test
  void aPlainContainerOnTheSameSnapshotterIsTheOneToCompareTermsWith() throws Exception {
    target
        .offering("runc", 10)
        .offering("runc-devmapper", 10)
        .offering("kata-fc", 20)
        .receipt(on("runc", "host", "overlayfs"))
        .receipt(on("runc-devmapper", "host", "devmapper"))
        .receipt(on("kata-fc", "vm", "devmapper"));

    List<Receipt> receipts = run().receipts();

    assertThat(receipts.getLast().unequal()).isEmpty();
    assertThat(receipts.get(1).unequal()).hasSize(1);
  }

  private static Receipt on(String runtime, String sandbox, String snapshotter) {
    return new Receipt(
        runtime,
        runtime,
        sandbox,
        "",
        Map.of("cpus", "1", "memory", "256 MiB", "seccomp", "0", "snapshotter", snapshotter),
        Map.of(),
        List.of(),
        "");
  }

  @Test
  void aLostTargetKeepsWhatWasMeasured() throws Exception {
    target.offering("runc", 10).offering("gvisor", 20).lostAt(2);

    assertThatThrownBy(this::run)
        .isInstanceOf(TargetException.class)
        .hasMessage("the node is gone");

    assertThat(progress.stored).hasSize(2);
    assertThat(folder().run().status()).isEqualTo(Run.Status.INTERRUPTED);
  }

  @Test
  void theTimeLeftIsLearntFromWhatWasSeen() throws Exception {
    target.offering("runc", 1_000_000_000);

    run();

    // Three pods of a second each: once one trial is over, the other is known to take as long.
    assertThat(progress.left.getLast()).isEqualTo(Duration.ofSeconds(3));
  }

  private static final class RecordingProgress implements Progress {
    private final List<Duration> left = new ArrayList<>();
    private final List<TrialRecord> stored = new ArrayList<>();

    @Override
    public void note(String line) {}

    @Override
    public void trial(Trial trial, int index, int count, Duration rest) {
      left.add(rest);
    }

    @Override
    public void stored(TrialRecord trial) {
      stored.add(trial);
    }

    @Override
    public void ended() {}
  }
}
