package dev.tare.scenario.yaml;

import java.util.Comparator;

/** Where something stands in a file: line and column from 1, columns in characters. */
public record Position(int line, int column) implements Comparable<Position> {

  /** The file as a whole. */
  public static final Position FILE = new Position(0, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  /** The place of a character, given its index in the text. */
  static Position of(CharSequence text, int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Position(line, index - start + 1);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
