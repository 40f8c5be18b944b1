package dev.tare.run;

import dev.tare.measure.Measurements;
import dev.tare.plan.Plan;
import dev.tare.plan.Trial;
import dev.tare.result.Controls;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.TrialRecord;
import dev.tare.result.TrialResult;
import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.Clock;
import dev.tare.target.Target;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** One run: every trial of a plan on a target, into a run folder. */
public final class Session {
  private final Target target;
  private final RunFolder folder;
  private final Progress progress;
  private final Clock clock;

  public Session(Target target, RunFolder folder, Progress progress, Clock clock) {
    this.target = target;
    this.folder = folder;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Takes every runtime's receipt, the control's first, so that terms can be compared.
   *
   * @param control one of the runtimes
   * @param pod in which the first workload runs
   */
  public static List<Receipt> receipts(
      Target target, List<RuntimeSpec> runtimes, String control, Pod pod)
      throws InterruptedException {
    Map<String, Receipt> taken = new HashMap<>();
    for (RuntimeSpec runtime : runtimes) {
      taken.put(runtime.name(), target.receipt(runtime, pod));
    }
    List<Receipt> receipts =
        runtimes.stream()
            .map(runtime -> taken.get(runtime.name()))
            .filter(Objects::nonNull)
            .toList();
    return receipts.stream().map(receipt -> compared(receipts, control, receipt, pod)).toList();
  }

  /** With what differs from the runtime that it will be compared with. */
  private static Receipt compared(
      List<Receipt> receipts, String control, Receipt receipt, Pod pod) {
    String against = Controls.of(receipts, control, receipt.runtime());
    return receipts.stream()
        .filter(other -> other.runtime().equals(against))
        .filter(other -> other.refused().isEmpty() && receipt.refused().isEmpty())
        .findFirst()
        .map(other -> EqualTerms.against(other, receipt, pod))
        .orElse(receipt);
  }

  /**
   * Runs the plan. Trials of refused runtimes are left out. When the thread is interrupted, the
   * trial at hand is not stored and what was measured stands; the interrupt is used up, because
   * files cannot be written on an interrupted thread.
   *
   * @return the run as it ended, its status telling whether it was interrupted
   */
  public Run run(Plan plan, Run run) throws IOException {
    List<Trial> trials = admitted(plan, run.receipts()).trials();
    Run.Status status = Run.Status.INTERRUPTED;
    Aftermath after = Aftermath.unseen(run.environment(), "the run was broken off");
    try {
      status = runAll(trials, plan);
      after = Aftermath.of(run.environment(), target);
    } finally {
      // Also when the target is lost: the run has ended, and what it stored stands.
      folder.update(
          run.ended(status, Instant.now().toString(), after.environment(), after.notes()));
    }
    return folder.run();
  }

  /** What of a plan may be run: no trial of a runtime that is refused. */
  public static Plan admitted(Plan plan, List<Receipt> receipts) {
    Set<String> refused =
        receipts.stream()
            .filter(receipt -> !receipt.refused().isEmpty())
            .map(Receipt::runtime)
            .collect(Collectors.toSet());
    return plan.of(trial -> !refused.contains(RuntimeSpec.withoutTwin(trial.runtime().name())));
  }

  private Run.Status runAll(List<Trial> trials, Plan plan) throws IOException {
    try {
      runEach(trials, plan);
      return Run.Status.COMPLETE;
    } catch (InterruptedException | ClosedByInterruptException e) {
      boolean _ = Thread.interrupted();
      return Run.Status.INTERRUPTED;
    } finally {
      progress.ended();
    }
  }

  private void runEach(List<Trial> trials, Plan plan) throws IOException, InterruptedException {
    TimeLeft left = new TimeLeft(plan.cost().time(), Math.max(1, plan.trials().size()));
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      progress.trial(trial, i, trials.size(), left.of(trials.subList(i, trials.size())));
      long start = clock.nanoTime();
      String startedAt = Instant.now().toString();
      TrialResult result = target.run(trial);
      long took = clock.nanoTime() - start;
      left.took(trial, took);
      TrialRecord stored = record(trial, startedAt, took, result);
      folder.append(stored);
      progress.stored(stored);
    }
  }

  private static TrialRecord record(
      Trial trial, String startedAt, long took, TrialResult observed) {
    Measurements.Measured measured = Measurements.of(trial.workload().workload(), observed);
    return new TrialRecord(
        trial.id(),
        trial.round(),
        trial.position(),
        trial.node(),
        trial.runtime().name(),
        trial.workload().name(),
        trial.workload().workload().family(),
        startedAt,
        took,
        measured.result(),
        measured.samples());
  }
}
