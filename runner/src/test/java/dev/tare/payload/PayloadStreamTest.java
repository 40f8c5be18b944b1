package dev.tare.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadStreamTest {
  private static final String DOCUMENT = "{\"schema\":1,\"text\":\"" + "ä1".repeat(9000) + "\"}";

  private final PayloadStream stream = new PayloadStream();

  @Test
  void aDocumentComesOutAsItWentIn() throws PayloadException {
    accept(lines(DOCUMENT));

    assertThat(stream.ended()).isTrue();
    assertThat(stream.document()).isEqualTo(DOCUMENT);
  }

  @Test
  void noiseEventsOrderAndRepetitionDoNotMatter() throws PayloadException {
    List<String> lines = new ArrayList<>(lines(DOCUMENT));
    String end = lines.removeLast();
    Collections.reverse(lines);
    lines.add(1, "WARNING: something");
    lines.add(2, lines.getFirst());
    lines.add("@tare event iteration-end syscall.read m1 42");
    lines.add(end);
    lines.add(end);
    lines.add("@tare event ready");
    accept(lines);

    assertThat(stream.document()).isEqualTo(DOCUMENT);
    assertThat(stream.excerpt()).isEqualTo("WARNING: something");
    assertThat(stream.events())
        .containsExactly(
            new PayloadStream.Event(1000, "iteration-end", "syscall.read m1 42"),
            new PayloadStream.Event(1000, "ready", ""));
  }

  @Test
  void aMissingLineIsNamed() {
    List<String> lines = new ArrayList<>(lines(DOCUMENT));
    lines.set(1, "half a line@tare 1 AAAA");
    accept(lines);

    assertRefused("line 1 of the result's 5 is missing")
        .hasMessageContaining("it also printed: half a line@tare 1 AAAA");
  }

  @Test
  void aMissingEndIsNamed() {
    accept(lines(DOCUMENT).subList(0, 4));

    assertThat(stream.ended()).isFalse();
    assertRefused("the result has no end line; nothing else was printed");
  }

  @Test
  void aCutLineIsRefused() {
    List<String> lines = new ArrayList<>(lines(DOCUMENT));
    lines.set(1, lines.get(1).substring(0, 4000));
    accept(lines);

    assertThatThrownBy(stream::document).isInstanceOf(PayloadException.class);
  }

  @Test
  void aLineCutAtAWholeGroupIsFoundByTheSum() {
    List<String> lines = new ArrayList<>(lines(DOCUMENT));
    lines.set(1, lines.get(1).substring(0, "@tare 1 ".length() + 4000));
    accept(lines);

    assertRefused("SHA-256 does not fit");
  }

  @Test
  void whatIsNoBase64IsShown() {
    accept(List.of("@tare 0 {\"schema\":1}"));

    assertThat(stream.ended()).isTrue();
    assertRefused("line 0 of the result is no base64: '{\"schema\":1}'");
  }

  @Test
  void twoContentsForOneLineAreRefused() {
    accept(List.of("@tare 0 YWJj", "@tare 0 YWJk"));

    assertRefused("line 0 of the result is there twice with different contents");
  }

  @Test
  void mergedLinesAreRefused() {
    accept(List.of("@tare 0 YWJj@tare 1 YWJj"));
    assertRefused("neither piece, end nor event: '@tare 0 YWJj@tare 1 YWJj'");
  }

  @Test
  void tooLongALineIsRefused() {
    accept(List.of("@tare 0 " + "A".repeat(8196)));

    assertRefused("line 0 of the result has 8196 characters, more than 8192");
  }

  @Test
  void aPieceBeyondTheEndIsRefused() {
    List<String> lines = new ArrayList<>(lines(DOCUMENT));
    lines.add("@tare 77 YWJj");
    accept(lines);

    assertRefused("the result has 6 lines, but its end line says 5");
  }

  @Test
  void endLinesThatDifferAreRefused() {
    accept(lines("abc"));
    accept(lines("abd").subList(1, 2));

    assertRefused("two end lines that differ");
  }

  @Test
  void aDocumentWithoutEndIsBounded() {
    String piece = "A".repeat(8192);
    for (int i = 0; i < 11_000; i++) {
      stream.accept(0, "@tare " + i + " " + piece);
    }

    assertRefused("the result is larger than 64 MiB");
  }

  @Test
  void noiseIsBoundedAndMadePrintable() {
    for (int i = 0; i < 1000; i++) {
      stream.accept(0, "\u001b[2Jnoise " + i + "x".repeat(1000));
    }

    assertThat(stream.excerpt()).hasSizeLessThan(8 * 170).startsWith("?[2Jnoise 992");
  }

  @Test
  void aFailureOfThePayloadIsTheReason() {
    accept(List.of("@tare event failed open: errno 13 (Permission denied)"));

    assertThat(stream.ended()).isTrue();
    assertRefused("the payload failed: open: errno 13 (Permission denied)");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    accept(lines(new byte[] {(byte) 0xc3, (byte) 0x28}));

    assertRefused("the result is not UTF-8");
  }

  @Test
  void strangeNumbersAreRefused() {
    for (String line :
        List.of("@tare 00 YWJj", "@tare 9999999999 YWJj", "@tare -1 YWJj", "@tare 0 ", "@tare ")) {
      PayloadStream strange = new PayloadStream();
      strange.accept(0, line);
      assertThat(strange.ended()).as(line).isTrue();
    }
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(String reason) {
    return assertThatThrownBy(stream::document)
        .isInstanceOf(PayloadException.class)
        .hasMessageContaining(reason);
  }

  private void accept(List<String> lines) {
    lines.forEach(line -> stream.accept(1000, line));
  }

  private static List<String> lines(String document) {
    return lines(document.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += 6144) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 6144));
      lines.add("@tare " + lines.size() + " " + Base64.getEncoder().encodeToString(piece));
    }
    lines.add("@tare end " + lines.size() + " " + Sha256.of(bytes));
    return lines;
  }
}
