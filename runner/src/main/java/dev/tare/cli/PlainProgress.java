package dev.tare.cli;

import dev.tare.plan.Trial;
import dev.tare.result.TrialRecord;
import dev.tare.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** A line for each trial: for logs. */
final class PlainProgress implements Progress {
  private final PrintWriter err;

  PlainProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void note(String line) {
    say(line);
  }

  @Override
  public void trial(Trial trial, int index, int count, Duration left) {
    say(
        "[%d/%d] round %d  %s  %s  (%s left)"
            .formatted(
                index + 1,
                count,
                trial.round(),
                trial.workload().name(),
                trial.runtime().name(),
                Words.about(left)));
  }

  @Override
  public void stored(TrialRecord trial) {
    Words.trouble(trial).ifPresent(this::say);
  }

  @Override
  public void ended() {}

  private void say(String line) {
    err.println(line);
    err.flush();
  }
}
