package dev.tare.bench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a report of the iperf3 that is in the image. */
class IperfTest {
  @Test
  void theReceiversSideCounts() throws IOException {
    Iperf test = Iperf.parse(report(), 2);

    assertThat(test.version()).isEqualTo("iperf 3.18");
    assertThat(test.receivedBytes()).isEqualTo(6_940_000_256L);
    assertThat(test.bytesPerSecond()).isCloseTo(6_940_000_256L / 1.001023, within(1.0));
    assertThat(test.sentBytesPerSecond()).isCloseTo(55_410_108_749.16 / 8, within(1.0));
    assertThat(test.retransmits()).isZero();
    assertThat(test.reverse()).isFalse();
    assertThat(test.movedBytes())
        .as("with the omitted second, which is about as long")
        .isBetween(13_000_000_000L, 15_000_000_000L);
  }

  @Test
  void aReportWithFewerFlowsIsRefused() {
    assertThatThrownBy(() -> Iperf.parse(report(), 4))
        .isInstanceOf(IOException.class)
        .hasMessage("iperf3 opened 2 of 4 flows");
  }

  @Test
  void iperfsOwnMessageIsPassedOn() {
    String report =
        """
        {"start": {"connected": [], "version": "iperf 3.18"}, "intervals": [], "end": {},
         "error": "unable to connect to server: Connection refused"}
        """;

    assertThatThrownBy(() -> Iperf.parse(report, 1))
        .hasMessage("iperf3 -P 1: unable to connect to server: Connection refused");
  }

  @Test
  void whatIsNoReportIsShown() {
    assertThatThrownBy(() -> Iperf.parse("iperf3: parameter error", 1))
        .hasMessage("iperf3 printed no report: iperf3: parameter error");
    assertThatThrownBy(() -> Iperf.parse("", 1)).isInstanceOf(IOException.class);
  }

  @Test
  void aProgramIsRunAndItsReportRead(@TempDir Path folder) throws Exception {
    String program = programThatPrintsTheReport(folder);

    assertThat(Iperf.run(program, "127.0.0.1", 5201, 2, 1, false).flows()).isEqualTo(2);
  }

  @Test
  void aTestThatRanTheOtherWayIsNotTaken(@TempDir Path folder) throws Exception {
    String program = programThatPrintsTheReport(folder);

    assertThatThrownBy(() -> Iperf.run(program, "127.0.0.1", 5201, 2, 1, true))
        .hasMessage("iperf3 -P 2 -t 1 -O 0 -R sent the other way");
  }

  @Test
  void aServerThatDoesNotStartSaysWhy(@TempDir Path folder) throws Exception {
    Path program =
        Files.writeString(folder.resolve("iperf3"), "#!/bin/sh\necho unable to start: in use\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> IperfServer.start(program.toString(), 5201))
        .hasMessageContaining("did not start on port 5201: unable to start: in use");
  }

  private static String programThatPrintsTheReport(Path folder) throws IOException {
    Path report = Files.writeString(folder.resolve("report"), report());
    Path program = Files.writeString(folder.resolve("iperf3"), "#!/bin/sh\ncat " + report + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program.toString();
  }

  private static String report() throws IOException {
    try (InputStream stream = IperfTest.class.getResourceAsStream("iperf-3.18-two-flows.json")) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
