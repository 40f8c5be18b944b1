package dev.tare.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LookTest {
  static IntStream indexes() {
    return IntStream.range(0, Look.COUNT);
  }

  @ParameterizedTest
  @MethodSource("indexes")
  void wordsHaveTheContrastThatSmallTextNeeds(int index) {
    Look look = Look.of(index);
    assertThat(Palette.contrast(look.text(), Color.WHITE)).isGreaterThanOrEqualTo(4.5);
    assertThat(Palette.contrast(look.textOnDark(), new Color(Theme.DARK_PAPER)))
        .isGreaterThanOrEqualTo(4.5);
  }

  @Test
  void noTwoRuntimesShareColourMarkerOrDashes() {
    assertThat(indexes().mapToObj(i -> Look.of(i).mark())).doesNotHaveDuplicates();
    assertThat(indexes().mapToObj(i -> Look.of(i).dashes())).doesNotHaveDuplicates();
    assertThat(indexes().mapToObj(i -> Look.of(i).marker().getBounds2D())).hasSize(Look.COUNT);
  }
}
