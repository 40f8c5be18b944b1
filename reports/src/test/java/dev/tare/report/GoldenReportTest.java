package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The whole page against a stored one. After a wanted change make it anew with {@code mvn -pl
 * reports -am test -Dtest=GoldenReportTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dtare.golden.update=true}, look at it in a browser, and commit it.
 */
class GoldenReportTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/report.html");

  @Test
  void theReportIsTheStoredOne() throws IOException {
    String report = withoutFonts(HtmlReport.text(SampleRuns.two()));
    if (Boolean.getBoolean("tare.golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, report);
    }
    assertThat(report).isEqualTo(Files.readString(GOLDEN));
  }

  /** The fonts are two thirds of the page and have nothing to tell. */
  private static String withoutFonts(String html) {
    return html.replaceAll("base64,[A-Za-z0-9+/=]+", "base64,…");
  }
}
