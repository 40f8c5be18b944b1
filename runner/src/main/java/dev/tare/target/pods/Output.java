package dev.tare.target.pods;

import dev.tare.result.Phase;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pod prints while it is timed; its first line, and the one that is waited for, are marked.
 */
final class Output {
  /** How often a silent pod is asked whether it still lives: rare, so that asking costs nothing. */
  private static final long LIFE_CHECK_NANOS = 1_000_000_000;

  private static final int LONGEST_WORDS = 200;

  private final TrialContext context;
  private final LivePod pod;
  private final Consumer<LogLine> heard;
  private @Nullable LogLine last;

  /**
   * Of that pod.
   *
   * @param heard told of every line
   */
  Output(TrialContext context, LivePod pod, Consumer<LogLine> heard) {
    this.context = context;
    this.pod = pod;
    this.heard = heard;
  }

  /**
   * Waits for the first line, or the first with that pattern.
   *
   * @throws PodFailure when it does not come in time, or never will
   */
  void await(Optional<Pattern> pattern, long deadline) throws PodFailure, InterruptedException {
    if (within(pattern, deadline)) {
      return;
    }
    String during =
        pattern
            .map(wanted -> "waiting for a line with " + wanted)
            .orElse("waiting for its first output");
    Optional<String> ended = pod.ended();
    throw ended.isPresent()
        ? PodFailure.of(during, ended.get() + lastWords())
        : PodFailure.late(during);
  }

  /** The same, telling whether it came. */
  boolean within(Optional<Pattern> pattern, long deadline) throws PodFailure, InterruptedException {
    long nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
    while (context.clock().nanoTime() < deadline) {
      if (look(pattern)) {
        return true;
      }
      if (context.clock().nanoTime() > nextLifeCheck) {
        if (pod.ended().isPresent()) {
          // What it said last may have come meanwhile.
          return look(pattern);
        }
        nextLifeCheck = context.clock().nanoTime() + LIFE_CHECK_NANOS;
      }
      pod.awaitOutput();
    }
    return false;
  }

  /** Takes what there is, without waiting; whether what is wanted is among it. */
  boolean look(Optional<Pattern> pattern) throws PodFailure, InterruptedException {
    List<LogLine> lines = pod.output();
    for (LogLine line : lines) {
      if (last == null) {
        mark(line, Phase.FIRST_OUTPUT, Phase.OUTPUT_RECEIVED);
      }
      last = line;
      heard.accept(line);
      if (pattern.isPresent() && pattern.get().matcher(line.text()).find()) {
        mark(line, Phase.LINE_LOGGED, Phase.LINE_RECEIVED);
        return true;
      }
    }
    return pattern.isEmpty() && !lines.isEmpty();
  }

  private void mark(LogLine line, Phase stamped, Phase received) {
    pod.marks().addWall(stamped, Marks.CRI_LOG, line.wallNanos());
    if (!context.knowsNodeClock()) {
      // The node's stamp cannot be brought onto our clock: its arrival here is what we know.
      pod.marks().add(received, line.receivedNanos());
    }
  }

  /** What it said last, for a message; empty when it said nothing. */
  String lastWords() throws PodFailure, InterruptedException {
    boolean _ = look(Optional.empty());
    LogLine line = last;
    if (line == null) {
      return "";
    }
    String words = line.text().replaceAll("\\p{Cntrl}+", " ").strip();
    return "; it said last: "
        + (words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "…" : words);
  }
}
