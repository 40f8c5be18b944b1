package dev.tare.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final FontMetrics METRICS =
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB)
          .createGraphics()
          .getFontMetrics(Typeface.regular(11));

  private static double width(String text) {
    return METRICS.stringWidth(text);
  }

  private static List<String> lines(double room, String... words) {
    return Words.lines(List.of(words), " · ", 2, METRICS, room);
  }

  @Test
  void wordsThatFitStandInOneLine() {
    assertThat(lines(width("network 15 · create 9"), "network 15", "create 9"))
        .containsExactly("network 15 · create 9");
  }

  @Test
  void moreBeginASecondLineAndOnlyThatIsCut() {
    double room = width("network 15 · create 9 · ho");

    assertThat(lines(room, "network 15", "create 9", "home call 2"))
        .containsExactly("network 15 · create 9", "home call 2");
    assertThat(lines(room, "network 15", "create 9", "home call 2", "start 40", "gone 5"))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("home call 2 · ")
        .endsWith("…");
  }

  @Test
  void noWordsAreOneEmptyLine() {
    assertThat(lines(10)).containsExactly("");
  }
}
