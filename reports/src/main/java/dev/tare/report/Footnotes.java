package dev.tare.report;

import dev.tare.compare.Effect;
import dev.tare.compare.Figure;
import java.util.ArrayList;
import java.util.List;

/** Reasons of one table, each said once below it and marked by its number in the cells. */
public final class Footnotes {
  private final List<String> reasons = new ArrayList<>();

  /** A note with the number that its cells carry. */
  public record Note(String mark, String text) {}

  /** Why the figure or its interval is missing, as a number; empty when nothing is. */
  public String mark(Figure figure) {
    return switch (figure) {
      case Figure.Absent absent -> mark(absent.because());
      case Figure.Known known -> known.interval().isPresent() ? "" : mark(interval(known));
    };
  }

  /** Why there is no effect, as a number; empty when there is one, or the cell says it. */
  public String mark(Effect effect) {
    return effect instanceof Effect.None none && !Cells.apart(none) ? mark(none.because()) : "";
  }

  /** The number of that reason; empty for no reason. */
  public String mark(String reason) {
    if (reason.isEmpty()) {
      return "";
    }
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return "" + (reasons.indexOf(reason) + 1);
  }

  /** The notes so far, in the order of their numbers. */
  public List<Note> notes() {
    return reasons.stream().map(reason -> new Note(mark(reason), sentence(reason))).toList();
  }

  private static String interval(Figure.Known known) {
    return known.noInterval().isEmpty() ? "" : "no interval: " + known.noInterval();
  }

  private static String sentence(String reason) {
    return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
  }
}
