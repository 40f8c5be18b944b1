package dev.tare.target.cri;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriLogTest {
  @TempDir Path folder;
  private Path file;
  private CriLog log;

  @BeforeEach
  void setUp() {
    file = folder.resolve("main.log");
    log = new CriLog(file);
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void hasNothingBeforeTheFileIsThere() throws IOException {
    assertThat(log.read()).isEmpty();
  }

  @Test
  void keepsNanosecondsWhateverTheZone() throws IOException {
    append("2026-11-23T21:03:11.123456789+01:00 stdout F hello world\n");

    assertThat(log.read())
        .containsExactly(new CriLog.Line(1795464191123456789L, "stdout", "hello world"));
  }

  @Test
  void joinsPartialLinesOfOneStreamAndStampsTheirBeginning() throws IOException {
    append("2026-11-23T20:03:11.000000001Z stdout P one \n");
    append("2026-11-23T20:03:11.000000002Z stderr F other\n");
    append("2026-11-23T20:03:11.000000003Z stdout F two\n");

    assertThat(log.read())
        .extracting(CriLog.Line::stream, CriLog.Line::text, line -> line.wallNanos() % 10)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("stderr", "other", 2L),
            org.assertj.core.groups.Tuple.tuple("stdout", "one two", 1L));
  }

  @Test
  void waitsForTheRestOfALineThatIsBeingWritten() throws IOException {
    append("2026-11-23T20:03:11.000000001Z stdout F he");
    assertThat(log.read()).isEmpty();

    append("llo\n");
    assertThat(log.read()).extracting(CriLog.Line::text).containsExactly("hello");
    assertThat(log.read()).isEmpty();
  }

  @Test
  void leavesOutWhatIsNoLogLine() throws IOException {
    append("garbage\n\n2026-99-99T00:00:00Z stdout F no date\n");

    assertThat(log.read()).isEmpty();
  }

  @Test
  void aLineWithoutAnEndComesInPieces() throws IOException {
    String piece = "2026-11-23T20:03:11.000000001Z stdout P " + "x".repeat(16_384) + "\n";
    append(piece.repeat(600));
    int lines = 0;
    int letters = 0;
    do {
      for (CriLog.Line line : log.read()) {
        lines++;
        letters += line.text().length();
      }
    } while (!log.drained());

    assertThat(lines).isEqualTo(1);
    assertThat(letters).isBetween(8 << 20, (8 << 20) + 16_384);
  }

  @Test
  void saysWhenItHasReadEverything() throws IOException {
    append("2026-11-23T20:03:11.000000001Z stdout F hello\n".repeat(200_000));

    int lines = log.read().size();
    assertThat(lines).isLessThan(200_000);
    assertThat(log.drained()).isFalse();
    while (!log.drained()) {
      lines += log.read().size();
    }
    assertThat(lines).isEqualTo(200_000);
  }

  @Test
  void aLastLineWithoutABreakIsWholeOnceTheContainerHasEnded() throws IOException {
    append("2026-11-23T20:03:11.000000001Z stdout P the end\n");
    assertThat(log.read()).isEmpty();

    log.writerEnded();

    assertThat(log.read()).extracting(CriLog.Line::text).containsExactly("the end");
    assertThat(log.read()).isEmpty();
  }
}
