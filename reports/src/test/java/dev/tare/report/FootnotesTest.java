package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.compare.Figure;
import dev.tare.report.Footnotes.Note;
import org.junit.jupiter.api.Test;

class FootnotesTest {

  @Test
  void eachReasonIsSaidOnceAndMarkedByItsNumber() {
    Footnotes notes = new Footnotes();
    assertThat(notes.mark(Samples.known(1, 0.1, 6))).isEmpty();
    assertThat(notes.mark(Samples.bare(1, 5))).isEqualTo("1");
    assertThat(notes.mark(new Figure.Absent("cannot see"))).isEqualTo("2");
    assertThat(notes.mark(Samples.bare(3, 5))).isEqualTo("1");
    assertThat(notes.notes())
        .containsExactly(
            new Note("1", "No interval: needs 36 pods, has 5."), new Note("2", "Cannot see."));
  }
}
