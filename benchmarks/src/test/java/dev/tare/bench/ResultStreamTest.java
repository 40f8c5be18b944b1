package dev.tare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultStreamTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ResultStream results = new ResultStream(out);

  @Test
  void aDocumentIsCutIntoNumberedPiecesAndSealed() {
    String document = "{\"text\":\"" + "ä".repeat(5000) + "\"}";

    results.result(document);

    List<String> lines = lines();
    assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThan(8210));
    String first = lines.get(0).substring("@tare 0 ".length());
    assertThat(first).hasSize(8192);
    byte[] start = Base64.getDecoder().decode(first);
    assertThat(document.getBytes(StandardCharsets.UTF_8)).startsWith(start);
    assertThat(lines.get(2)).matches("@tare end 2 [0-9a-f]{64}");
  }

  @Test
  void theSealOfAKnownTextIsItsPublishedSum() {
    results.result("abc");

    assertThat(lines())
        .containsExactly(
            "@tare 0 YWJj",
            "@tare end 1 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void anEventStaysOneLine() {
    results.event("failed", "open:\n  errno 2\t(No such file)");
    results.event("ready", "");

    assertThat(lines())
        .containsExactly("@tare event failed open: errno 2 (No such file)", "@tare event ready");
  }

  @Test
  void theReasonIsTheInnermostMessage() {
    Exception failure = new RuntimeException("outer", new IllegalStateException("read: errno 5"));

    assertThat(ResultStream.reason(failure)).isEqualTo("read: errno 5");
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
