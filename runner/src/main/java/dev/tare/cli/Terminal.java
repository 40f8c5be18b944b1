package dev.tare.cli;

import dev.tare.run.Progress;
import java.io.PrintWriter;

/** What is known of the terminal that a person sits at. */
final class Terminal {
  private static final int DEFAULT_WIDTH = 120;

  private Terminal() {}

  /** Columns, from the shell's COLUMNS; a common width where it does not tell. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    return columns != null && columns.matches("[1-9]\\d{1,3}")
        ? Integer.parseInt(columns)
        : DEFAULT_WIDTH;
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
