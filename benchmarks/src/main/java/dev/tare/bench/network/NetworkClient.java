package dev.tare.bench.network;

import dev.tare.bench.Arguments;
import dev.tare.bench.ResultStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** The client pod: throughput by iperf3 and by ourselves, then request latency. */
public final class NetworkClient {
  private static final Duration WAIT_FOR_SERVER = Duration.ofSeconds(20);

  /** Enough to tell a wrong iperf3 figure by; it is no measurement of its own. */
  private static final Duration CROSS_CHECK = Duration.ofMillis(500);

  private static final int MOST_REQUESTS = 1_000_000;

  private NetworkClient() {}

  /**
   * Measures one part after the other, so that none disturbs another.
   *
   * @throws IOException when the server cannot be reached or a part fails
   */
  public static void run(Arguments arguments, ResultStream results)
      throws IOException, InterruptedException {
    String host = arguments.text("host");
    int port = arguments.number("port", 65535);
    int iperfPort = arguments.number("iperf-port", 65535);
    int flows = arguments.number("flows", 128);
    int seconds = arguments.number("seconds", 3600);
    int rate = arguments.number("rate", MOST_REQUESTS / seconds);
    awaitServer(host, port, WAIT_FOR_SERVER);
    NetworkDocument document = new NetworkDocument(flows, seconds, rate);

    results.event("part-start", "iperf-one " + System.nanoTime());
    document.throughput("one_flow", Iperf.run("iperf3", host, iperfPort, 1, seconds));
    if (flows > 1) {
      results.event("part-start", "iperf-many " + System.nanoTime());
      document.throughput("many_flows", Iperf.run("iperf3", host, iperfPort, flows, seconds));
    }
    results.event("part-start", "cross-check " + System.nanoTime());
    document.crossCheck(CrossCheck.run(host, port, CROSS_CHECK));
    results.event("part-start", "latency " + System.nanoTime());
    document.latencies(OpenLoop.run(host, port, rate, seconds));
    results.event("part-end", "latency " + System.nanoTime());
    results.result(document.json());
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
