package dev.tare.cli;

import dev.tare.run.Progress;
import java.io.PrintWriter;

/** What is known of the terminal that a person sits at. */
final class Terminal {
  private static final int DEFAULT_WIDTH = 120;

  private Terminal() {}

  /** Columns, as the launcher or the shell tells them; a common width where nobody does. */
  static int width() {
    int columns = Integer.getInteger("tare.columns", 0);
    String shell = System.getenv("COLUMNS");
    if (columns == 0 && shell != null && shell.matches("[1-9]\\d{1,3}")) {
      columns = Integer.parseInt(shell);
    }
    return columns > 0 ? columns : DEFAULT_WIDTH;
  }

  /** Whether standard output may be coloured: a terminal, and no NO_COLOR. */
  static boolean colour() {
    String no = System.getenv("NO_COLOR");
    return interactive() && (no == null || no.isEmpty());
  }

  /** Whether a person is watching. The launcher tells, because Java knows only of both streams. */
  static boolean interactive() {
    return Boolean.getBoolean("tare.terminal");
  }

  static Progress progress(PrintWriter err) {
    return interactive() ? new BarProgress(err) : new PlainProgress(err);
  }
}
