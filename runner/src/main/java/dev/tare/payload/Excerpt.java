package dev.tare.payload;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last few lines of something, cut to what an error message can carry. */
public final class Excerpt {
  private static final int LINES = 8;
  private static final int CHARACTERS = 160;

  private final Deque<String> lines = new ArrayDeque<>();

  /** Takes the next line; one that is blank says nothing. */
  public void add(String line) {
    if (line.isBlank()) {
      return;
    }
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(cut(line.strip()));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public String toString() {
    return String.join(" / ", lines);
  }

  /** One line, printable and short. */
  public static String cut(String line) {
    String printable = line.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= CHARACTERS ? printable : printable.substring(0, CHARACTERS) + "…";
  }
}
