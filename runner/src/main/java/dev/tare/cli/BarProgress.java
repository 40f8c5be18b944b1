package dev.tare.cli;

import dev.tare.plan.Trial;
import dev.tare.result.TrialRecord;
import dev.tare.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** One line that is written again and again: for a person who watches. */
final class BarProgress implements Progress {
  private static final int CELLS = 20;
  private static final String REWRITE = "\r\u001b[K";

  private final PrintWriter err;

  BarProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void note(String line) {
    err.print(REWRITE);
    err.println(line);
    err.flush();
  }

  @Override
  public void trial(Trial trial, int index, int count, Duration left) {
    int filled = index * CELLS / Math.max(1, count);
    String line =
        "%s%s %d/%d  round %d  %s  %s  %s left"
            .formatted(
                "█".repeat(filled),
                "░".repeat(CELLS - filled),
                index,
                count,
                trial.round(),
                trial.workload().name(),
                trial.runtime().name(),
                Words.about(left));
    int width = Terminal.width() - 1;
    err.print(REWRITE + line.substring(0, Math.min(line.length(), width)));
    err.flush();
  }

  @Override
  public void stored(TrialRecord trial) {
    Words.trouble(trial).ifPresent(this::note);
  }

  @Override
  public void ended() {
    err.print(REWRITE);
    err.flush();
  }
}
