package dev.tare.bench.network;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One throughput test by iperf3.
 *
 * @param flows parallel TCP connections
 * @param reverse whether the server sent and the client received
 * @param receivedBytes at the receiver, without the omitted start
 * @param seconds that these bytes took
 * @param retransmits by the sender; -1 where the kernel does not tell
 * @param movedBytes at the client, from its first to its last: the omitted start is among them
 * @param version for example {@code iperf 3.18}
 */
record Iperf(
    int flows,
    boolean reverse,
    long receivedBytes,
    double seconds,
    double sentBytesPerSecond,
    long retransmits,
    long movedBytes,
    String version) {
  /**
   * TCP's slow start is over by then. Between two pods of one node it takes a few milliseconds, so
   * that a test of a single second needs no second more.
   */
  static int omittedSeconds(int seconds) {
    return seconds > 1 ? 1 : 0;
  }

  private static final int CONNECT_MILLIS = 5000;
  private static final Duration GRACE = Duration.ofSeconds(20);

  double bytesPerSecond() {
    return receivedBytes / seconds;
  }

  /**
   * Runs a client and reads its report.
   *
   * @throws IOException with iperf3's own message when it fails, or after a bounded time
   */
  static Iperf run(String program, String host, int port, int flows, int seconds, boolean reverse)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "-P",
                Integer.toString(flows),
                "-t",
                Integer.toString(seconds),
                "-O",
                Integer.toString(omittedSeconds(seconds))));
    if (reverse) {
      words.add("-R");
    }
    Iperf test =
        parse(report(program, host, port, words, omittedSeconds(seconds) + seconds), flows);
    if (test.reverse != reverse) {
      throw new IOException("iperf3 " + String.join(" ", words) + " sent the other way");
    }
    return test;
  }

  /**
   * Runs a client and gives what it prints.
   *
   * @param words beside those that every test has
   * @param seconds that it should take
   * @throws IOException when it takes much longer
   */
  static String report(String program, String host, int port, List<String> words, int seconds)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(program, "-c", host, "-p", Integer.toString(port)));
    command.addAll(words);
    command.addAll(List.of("--connect-timeout", Integer.toString(CONNECT_MILLIS), "-J"));
    Process process = command(command.toArray(String[]::new)).redirectErrorStream(true).start();
    CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> readAll(process));
    long limit = seconds + GRACE.toSeconds();
    if (!process.waitFor(limit, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(
          "iperf3 " + String.join(" ", words) + " was not done after " + limit + " s");
    }
    return new String(output.join(), StandardCharsets.UTF_8);
  }

  /**
   * Reads the report of {@code iperf3 -J}.
   *
   * @throws IOException when the report holds an error, or is none
   */
  static Iperf parse(String report, int flows) throws IOException {
    JsonNode root = tree(report, "-P " + flows);
    JsonNode received = root.path("end").path("sum_received");
    JsonNode sent = root.path("end").path("sum_sent");
    int connected = root.path("start").path("connected").size();
    if (connected != flows) {
      throw new IOException("iperf3 opened " + connected + " of " + flows + " flows");
    }
    Iperf test =
        new Iperf(
            flows,
            root.path("start").path("test_start").path("reverse").asInt(0) == 1,
            received.path("bytes").asLong(0),
            received.path("seconds").asDouble(0),
            sent.path("bits_per_second").asDouble(0) / 8,
            sent.path("retransmits").asLong(-1),
            moved(root),
            root.path("start").path("version").asString("unknown"));
    if (test.receivedBytes <= 0 || test.seconds <= 0) {
      throw new IOException("iperf3 -P " + flows + " reports that nothing was received");
    }
    return test;
  }

  /**
   * A report as JSON.
   *
   * @param what was run, for the message
   */
  static JsonNode tree(String report, String what) throws IOException {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(report);
    } catch (JacksonException e) {
      throw new IOException("iperf3 printed no report: " + report.strip());
    }
    if (root.has("error")) {
      throw new IOException("iperf3 " + what + ": " + root.path("error").asString());
    }
    return root;
  }

  private static long moved(JsonNode root) {
    long bytes = 0;
    for (JsonNode interval : root.path("intervals")) {
      bytes += interval.path("sum").path("bytes").asLong(0);
    }
    return bytes;
  }

  /**
   * An iperf3 process to be started. It maps a temporary file; /dev/shm is memory under every
   * runtime and writable even when the root file system is not.
   */
  static ProcessBuilder command(String... words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    if (new File("/dev/shm").canWrite()) {
      builder.environment().put("TMPDIR", "/dev/shm");
    }
    return builder;
  }

  private static byte[] readAll(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
