package dev.tare.cli;

import dev.tare.result.PodOutcome;
import dev.tare.result.TrialRecord;
import java.time.Duration;
import java.util.Optional;

/** What several commands say in the same way. */
final class Words {
  private static final int LONGEST_CAUSE = 200;

  private Words() {}

  /** {@code about 3 min}, {@code 20 s}. */
  static String about(Duration duration) {
    long seconds = Math.max(1, Math.round(duration.toMillis() / 1000.0));
    return seconds < 90 ? seconds + " s" : "about " + Math.round(seconds / 60.0) + " min";
  }

  /** {@code 1 trial}, {@code 12 trials}. */
  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** {@code 64 MiB}, {@code 1.5 GiB}. */
  static String size(long bytes) {
    long mebibyte = 1 << 20;
    return bytes < 1024 * mebibyte
        ? Math.ceilDiv(bytes, mebibyte) + " MiB"
        : "%.1f GiB".formatted(bytes / (1024.0 * mebibyte));
  }

  /** The first thing that went wrong in a trial, in one line. */
  static Optional<String> trouble(TrialRecord trial) {
    return trial.result().problems().stream()
        .map(problem -> trial.id() + ": " + cut(problem))
        .findFirst()
        .or(
            () ->
                trial.result().pods().stream()
                    .flatMap(pod -> trouble(pod).stream())
                    .map(cause -> trial.id() + ": " + cause)
                    .findFirst());
  }

  private static Optional<String> trouble(PodOutcome pod) {
    return switch (pod) {
      case PodOutcome.Completed _ -> Optional.empty();
      case PodOutcome.Censored late ->
          Optional.of(
              "%s was not ready after %s"
                  .formatted(late.pod(), about(Duration.ofNanos(late.limitNanos()))));
      case PodOutcome.Failed failed ->
          Optional.of(
              "%s failed: %s: %s".formatted(failed.pod(), failed.during(), cut(failed.cause())));
    };
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST_CAUSE ? line.substring(0, LONGEST_CAUSE) + "…" : line;
  }
}
