package dev.tare.target.pods;

import dev.tare.payload.PayloadStream.Event;
import dev.tare.result.Reading;
import dev.tare.target.WallClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Iterations by the pod's clock, which stands in the lines at their ends, and by the node's, which
 * stamps these lines.
 */
final class IterationBrackets {
  private static final Pattern DETAIL =
      Pattern.compile("([a-z0-9_.]{1,80}) ([wm])([0-9]{1,6}) (-?[0-9]{1,18})");

  /**
   * In so short a pause no clock that may be believed differs from another: what does is stamps.
   */
  private static final long SHORT_NANOS = 10_000_000;

  private static final int LONGEST_WORD = 100;

  /** A line at one end of an iteration. */
  private record End(String benchmark, String number, boolean measured, long pod, long node) {}

  private IterationBrackets() {}

  /**
   * All measured iterations, in their order.
   *
   * @param clock the node's wall clock over the whole trial; empty when nobody read it
   */
  static Reading.Brackets of(String pod, List<Event> events, Optional<WallClock> clock) {
    List<Reading.Bracket> brackets = new ArrayList<>();
    List<Long> offs = new ArrayList<>();
    Optional<End> begun = Optional.empty();
    Optional<End> ended = Optional.empty();
    for (Event event : events) {
      boolean start = event.name().equals("iteration-start");
      if (!start && !event.name().equals("iteration-end")) {
        continue;
      }
      Optional<End> end = end(event);
      if (end.isEmpty() || (!start && !begun.filter(b -> same(b, end.get())).isPresent())) {
        return unchecked(pod, "a line about an iteration was not understood: " + cut(event));
      }
      if (start) {
        ended.flatMap(last -> off(last, end.get())).ifPresent(offs::add);
        begun = end;
      } else {
        if (end.get().measured) {
          brackets.add(bracket(begun.get(), end.get()));
        }
        ended = end;
        begun = Optional.empty();
      }
    }
    if (brackets.isEmpty()) {
      return unchecked(pod, "the payload did not tell when its iterations began and ended");
    }
    if (clock.isEmpty()) {
      return new Reading.Brackets(pod, 0, "nobody read the node's wall clock", brackets);
    }
    if (!clock.get().steady()) {
      return new Reading.Brackets(pod, 0, "the node's wall clock was moved meanwhile", brackets);
    }
    if (offs.isEmpty()) {
      String reason =
          "no pause between iterations was short enough to tell how late the stamps are";
      return new Reading.Brackets(pod, 0, reason, brackets);
    }
    long error = Collections.max(offs) + 2 * clock.get().errorNanos();
    return new Reading.Brackets(pod, error, "", brackets);
  }

  private static Reading.Brackets unchecked(String pod, String because) {
    return new Reading.Brackets(pod, 0, because, List.of());
  }

  private static Reading.Bracket bracket(End start, End end) {
    return new Reading.Bracket(start.benchmark, end.pod - start.pod, end.node - start.node);
  }

  /** How differently the two clocks saw a pause, if it was short. */
  private static Optional<Long> off(End from, End to) {
    long pause = to.pod - from.pod;
    return pause >= 0 && pause < SHORT_NANOS
        ? Optional.of(Math.abs(to.node - from.node - pause))
        : Optional.empty();
  }

  private static boolean same(End start, End end) {
    return start.benchmark.equals(end.benchmark)
        && start.number.equals(end.number)
        && start.measured == end.measured;
  }

  private static Optional<End> end(Event event) {
    Matcher detail = DETAIL.matcher(event.detail());
    return detail.matches()
        ? Optional.of(
            new End(
                detail.group(1),
                detail.group(3),
                detail.group(2).equals("m"),
                Long.parseLong(detail.group(4)),
                event.wallNanos()))
        : Optional.empty();
  }

  private static String cut(Event event) {
    String text = event.name() + " " + event.detail();
    return text.substring(0, Math.min(LONGEST_WORD, text.length()));
  }
}
