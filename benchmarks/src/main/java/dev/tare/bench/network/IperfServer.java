package dev.tare.bench.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A running {@code iperf3 -s}. */
final class IperfServer implements AutoCloseable {
  /** No iperf3 was asked for. */
  static final IperfServer NONE = new IperfServer(null);

  private final @Nullable Process process;

  private IperfServer(@Nullable Process process) {
    this.process = process;
  }

  /** Returns when it listens. */
  static IperfServer start(String program, int port) throws IOException {
    Process process =
        Iperf.command(program, "-s", "-p", Integer.toString(port), "--forceflush")
            .redirectErrorStream(true)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    String line;
    while ((line = output.readLine()) != null) {
      if (line.startsWith("Server listening")) {
        // What it prints for each test is swallowed, so that it never waits for a reader.
        Thread.ofPlatform().daemon().start(() -> swallow(output));
        return new IperfServer(process);
      }
      said.append(line).append(' ');
    }
    throw new IOException("iperf3 -s did not start on port " + port + ": " + said);
  }

  /** Throws when iperf3 is gone. */
  void check() throws IOException {
    if (process != null && !process.isAlive()) {
      throw new IOException("iperf3 -s ended with status " + process.exitValue());
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private static void swallow(BufferedReader output) {
    try {
      while (output.readLine() != null) {
        // nothing of it is needed
      }
    } catch (IOException e) {
      // iperf3 was stopped
    }
  }
}
