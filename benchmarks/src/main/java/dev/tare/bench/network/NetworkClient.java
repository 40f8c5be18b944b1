package dev.tare.bench.network;

import dev.tare.bench.Arguments;
import dev.tare.bench.ResultStream;
import dev.tare.bench.UsageException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The client pod: one part after another, so that none disturbs another. */
public final class NetworkClient {
  private static final Duration WAIT_FOR_SERVER = Duration.ofSeconds(20);

  /** Long enough that a tick of the kernel's clock is little beside it. */
  private static final Duration BASELINE = Duration.ofSeconds(3);

  private static final int MOST_REQUESTS = 1_000_000;
  private static final int LONGEST_QUIET_MILLIS = 60_000;

  private static final List<String> PARTS =
      List.of("tx", "rx", "packets", "connections", "latency");

  private final Arguments arguments;
  private final ResultStream results;
  private final String host;
  private final int port;
  private final int iperfPort;
  private final int seconds;
  private final int quietMillis;

  private NetworkClient(Arguments arguments, ResultStream results) {
    this.arguments = arguments;
    this.results = results;
    this.host = arguments.text("host");
    this.port = arguments.number("port", 65535);
    this.iperfPort = arguments.number("iperf-port", 65535);
    this.seconds = arguments.number("seconds", 3600);
    this.quietMillis =
        arguments.has("quiet-ms") ? arguments.number("quiet-ms", LONGEST_QUIET_MILLIS) : 0;
  }

  /**
   * Measures what is asked for.
   *
   * @throws IOException when the server cannot be reached or a part fails
   */
  public static void run(Arguments arguments, ResultStream results)
      throws IOException, InterruptedException {
    new NetworkClient(arguments, results).run();
  }

  private void run() throws IOException, InterruptedException {
    List<String> parts = parts();
    int flows = arguments.number("flows", 128);
    int rate = arguments.number("rate", MOST_REQUESTS / seconds);
    awaitServer(host, port, WAIT_FOR_SERVER);
    NetworkDocument document = new NetworkDocument(flows, seconds, rate);
    if (quietMillis > 0) {
      part("baseline", () -> Thread.sleep(BASELINE));
    }
    for (String part : parts) {
      switch (part) {
        case "tx" -> {
          throughput(document, "one_flow", "tx", 1, false);
          if (flows > 1) {
            throughput(document, "many_flows", "tx-many", flows, false);
          }
          crossCheck(document);
        }
        case "rx" -> {
          throughput(document, "one_flow_rx", "rx", 1, true);
          if (flows > 1) {
            throughput(document, "many_flows_rx", "rx-many", flows, true);
          }
        }
        case "packets" -> {
          packets(document, "packets", "packets", false);
          packets(document, "packets_rx", "packets-rx", true);
        }
        case "connections" ->
            part(part, () -> document.connections(Connections.run(host, port, seconds)));
        default ->
            part(part, () -> document.latencies(OpenLoop.run(host, port, rate, seconds), rate));
      }
    }
    results.result(document.json());
  }

  private List<String> parts() {
    List<String> parts = Arrays.asList(arguments.text("parts", "tx,latency").split(",", -1));
    if (!PARTS.containsAll(parts)) {
      throw new UsageException("--parts " + parts + ": known are " + String.join(",", PARTS));
    }
    return PARTS.stream().filter(parts::contains).toList();
  }

  private void throughput(
      NetworkDocument document, String key, String name, int flows, boolean reverse)
      throws IOException, InterruptedException {
    part(
        name,
        () ->
            document.throughput(
                key, Iperf.run("iperf3", host, iperfPort, flows, seconds, reverse)));
  }

  private void crossCheck(NetworkDocument document) throws IOException, InterruptedException {
    part(
        "cross-check",
        () ->
            document.crossCheck(
                CrossCheck.run(
                    host,
                    port,
                    Duration.ofSeconds(Iperf.omittedSeconds(seconds)),
                    Duration.ofSeconds(seconds))));
  }

  private void packets(NetworkDocument document, String key, String name, boolean reverse)
      throws IOException, InterruptedException {
    part(
        name,
        () -> document.packets(key, Packets.run("iperf3", host, iperfPort, seconds, reverse)));
  }

  /** What is done in a part. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Runs a part, quiet before and after it so that somebody may look at the node meanwhile. */
  private void part(String name, Work work) throws IOException, InterruptedException {
    results.event("part-start", name + " " + System.nanoTime());
    Thread.sleep(quietMillis);
    results.event("part-run", name + " " + System.nanoTime());
    work.run();
    results.event("part-done", name + " " + System.nanoTime());
    Thread.sleep(quietMillis);
    results.event("part-end", name + " " + System.nanoTime());
  }

  /** Returns once the port accepts a connection. */
  static void awaitServer(String host, int port, Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), 1000);
        return;
      } catch (IOException e) {
        if (System.nanoTime() - end > 0) {
          throw new IOException(
              "no server at %s:%d within %d s (%s)"
                  .formatted(host, port, limit.toSeconds(), e.getMessage()));
        }
      }
      Thread.sleep(100);
    }
  }
}
