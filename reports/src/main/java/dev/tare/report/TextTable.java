package dev.tare.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as text, the first column on the left and the numbers on the right. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /**
   * The lines of the table; when it is wider than the terminal, columns go to further blocks of
   * about one width, each with the first column again.
   */
  List<String> lines(int width) {
    int blocks = ends(width).size();
    int narrow = width;
    while (narrow > 1 && ends(narrow - 1).size() == blocks) {
      narrow--;
    }
    List<String> lines = new ArrayList<>();
    int from = 1;
    for (int to : ends(narrow)) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      for (List<String> row : rows) {
        lines.add(line(row, from, to, width));
      }
      from = to;
    }
    return lines;
  }

  /** After which columns the blocks end when each holds as many as fit. */
  private List<Integer> ends(int width) {
    List<Integer> ends = new ArrayList<>();
    int columns = rows.getFirst().size();
    int from = 1;
    do {
      int to = from;
      int used = widest(0);
      while (to < columns && (to == from || used + GAP.length() + widest(to) <= width)) {
        used += GAP.length() + widest(to);
        to++;
      }
      ends.add(to);
      from = to;
    } while (from < columns);
    return ends;
  }

  private String line(List<String> row, int from, int to, int width) {
    StringBuilder line = new StringBuilder(pad(row.getFirst(), widest(0), false));
    for (int column = from; column < to; column++) {
      line.append(GAP).append(pad(row.get(column), widest(column), true));
    }
    String text = line.toString().stripTrailing();
    return text.length() <= width ? text : text.substring(0, Math.max(1, width - 1)) + "…";
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
  }

  private static String pad(String text, int width, boolean right) {
    String space = " ".repeat(Math.max(0, width - length(text)));
    return right ? space + text : text + space;
  }

  /** Characters as a terminal counts them, as long as nothing wide stands in the text. */
  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
