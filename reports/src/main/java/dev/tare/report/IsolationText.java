package dev.tare.report;

import dev.tare.result.Run;
import java.util.ArrayList;
import java.util.List;

/** The table of what pods can see and reach, for a terminal: a block for each runtime. */
public final class IsolationText {
  private IsolationText() {}

  /**
   * The blocks, each line ended by a line feed; a word on it where the run holds no evidence.
   *
   * @param width of the terminal in characters; longer cells are folded
   */
  public static String render(Run run, int width) {
    IsolationTable table = IsolationTable.of(run.receipts());
    if (table.rows().isEmpty()) {
      return "No evidence of isolation is stored in this run.\n";
    }
    int names = table.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    names = Math.min(names, Math.max(1, width / 3));
    List<String> lines = new ArrayList<>();
    for (int column = 0; column < table.runtimes().size(); column++) {
      if (column > 0) {
        lines.add("");
      }
      lines.add(Plain.line(table.runtimes().get(column)));
      for (IsolationTable.Row row : table.rows()) {
        append(row.name(), row.cells().get(column), names, width, lines);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static void append(
      String name, List<String> cell, int names, int width, List<String> lines) {
    List<String> left = new ArrayList<>(Folded.lines(Plain.line(name), names));
    List<String> right =
        cell.stream()
            .flatMap(line -> Folded.lines(Plain.line(line), width - names - 4).stream())
            .toList();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String first = i < left.size() ? left.get(i) : "";
      String second = i < right.size() ? right.get(i) : "";
      lines.add(
          ("  " + first + " ".repeat(Math.max(0, names - first.length())) + "  " + second)
              .stripTrailing());
    }
  }
}
