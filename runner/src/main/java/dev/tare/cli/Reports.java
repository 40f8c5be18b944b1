package dev.tare.cli;

import dev.tare.compare.Comparison;
import dev.tare.compare.ComparisonJson;
import dev.tare.report.HtmlReport;
import dev.tare.report.IsolationText;
import dev.tare.report.PngReport;
import dev.tare.report.TextReport;
import dev.tare.result.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The reports of one run folder. */
final class Reports {
  private final Path folder;
  private final Comparison comparison;

  Reports(Path folder) throws IOException {
    this.folder = folder;
    this.comparison = Comparison.of(RunFolder.open(folder));
  }

  /** Writes {@code report.html} and the pictures into the run folder. */
  Reports write() throws IOException {
    HtmlReport.write(comparison, html());
    PngReport.write(comparison, folder.resolve("charts"));
    return this;
  }

  private Path html() {
    return folder.resolve("report.html");
  }

  /** Prints what the pods could see and reach; JSON holds it anyway. */
  void printIsolation(PrintWriter out) {
    out.println(IsolationText.render(comparison.run(), Terminal.width()));
  }

  /** Prints the result for a person or for a program. */
  void print(Output output, PrintWriter out) {
    switch (output) {
      case JSON -> out.println(ComparisonJson.write(comparison));
      case TEXT -> {
        out.println(TextReport.render(comparison, Terminal.width(), Terminal.colour()));
        out.println("report: " + html().toAbsolutePath());
      }
    }
    out.flush();
  }
}
