package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.compare.Comparison;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileTextTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!--\"'&{{x}} \u001b[31mred\u001b[0m"
          + "\u001b]8;;http://evil\u0007link\u001b]8;;\u0007 \u202eabc\u2066 \0 \u009b2J \ud800";

  @Test
  void textFromOutsideCannotBecomeMarkup() {
    String html = HtmlReport.text(SampleRuns.hostile(HOSTILE));
    assertThat(html)
        .doesNotContain("<script>alert")
        .doesNotContain("</script><")
        .doesNotContain("<!--");
    assertThat(html.split("</script>", -1)).hasSize(2);
  }

  @Test
  void terminalSequencesControlAndDirectionCharactersNeverReachThePage() {
    String html = HtmlReport.text(SampleRuns.hostile(HOSTILE));
    assertThat(html.chars().filter(c -> c < 32 && c != '\n' && c != '\t')).isEmpty();
    assertThat(html.chars().filter(c -> c >= 0x7f && c < 0xa0)).isEmpty();
    assertThat(html).doesNotContain("\u202e").doesNotContain("\u2066").contains("⟨U+202E⟩abc");
  }

  @Test
  void aHugeMessageIsShownInPart() {
    Comparison huge = SampleRuns.hostile("x".repeat(1 << 20));
    String html = HtmlReport.text(huge);
    assertThat(html.length()).isLessThan(2 << 20);
    assertThat(html).contains("more characters in the run folder)");
  }

  @Test
  void theTerminalTableIsSafeToo() {
    String table = TextReport.render(SampleRuns.hostile(HOSTILE), 100, false);
    assertThat(table).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u009b");
  }

  @Test
  void theTerminalsEvidenceIsSafeToo() {
    String text = IsolationText.render(SampleRuns.hostile(HOSTILE).run(), 100);
    assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u009b");
    assertThat(IsolationText.render(SampleRuns.two().run(), 60).lines())
        .allMatch(line -> line.length() <= 60)
        .anyMatch(line -> line.contains("filter"));
  }

  @ParameterizedTest
  @CsvSource({
    "'\u001b[1;31mred\u001b[0m', red",
    "'a\u001b]0;title\u0007b', ab",
    "'a\u001b]8;;u\u001b\\b', ab",
    "'a\u0000b', a\ufffdb",
    "'a\u061cb', a⟨U+061C⟩b",
    "'\ud83d\ude00', \ud83d\ude00"
  })
  void plainTextKeepsWordsOnly(String hostile, String plain) {
    assertThat(Plain.text(hostile)).isEqualTo(plain);
  }
}
