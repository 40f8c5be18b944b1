package dev.tare.report;

import dev.tare.compare.Comparison;
import dev.tare.report.template.JtereportGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The report as one HTML file that needs no network, no script and no other file; equal comparisons
 * give equal bytes.
 */
public final class HtmlReport {
  /** Longer texts are shown in part, so that no message of a runtime can swell the page. */
  private static final int LONGEST_TEXT = 3_000;

  private HtmlReport() {}

  /** Writes the report to that file. */
  public static void write(Comparison comparison, Path file) throws IOException {
    Files.writeString(file, text(comparison));
  }

  /** The report's text. */
  public static String text(Comparison comparison) {
    StringOutput output = new StringOutput(1 << 18);
    JtereportGenerated.render(new PlainOutput(output), null, new Page(comparison));
    return output.toString();
  }

  /** Every text that a template inserts is made plain before it is escaped. */
  private static final class PlainOutput extends OwaspHtmlTemplateOutput {
    PlainOutput(StringOutput output) {
      super(output);
    }

    @Override
    public void writeUserContent(String text) {
      super.writeUserContent(Plain.excerpt(text, LONGEST_TEXT));
    }
  }
}
