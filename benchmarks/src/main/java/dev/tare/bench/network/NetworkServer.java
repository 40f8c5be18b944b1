package dev.tare.bench.network;

import dev.tare.bench.Arguments;
import dev.tare.bench.ResultStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The server pod: our own sink and echo, with {@code iperf3 -s} beside it when asked for. */
public final class NetworkServer {
  private static final int LONGEST_LIFETIME_SECONDS = 24 * 3600;

  private NetworkServer() {}

  /**
   * Serves until {@code --lifetime} is over; a client that fails does not stop it.
   *
   * @throws IOException when a port is taken or iperf3 does not start or dies
   */
  public static void run(Arguments arguments, ResultStream results)
      throws IOException, InterruptedException {
    int port = arguments.number("port", 65535);
    Duration lifetime =
        Duration.ofSeconds(arguments.number("lifetime", LONGEST_LIFETIME_SECONDS, 600));
    try (ServerSocket listener = new ServerSocket(port)) {
      IperfServer iperf =
          arguments.has("iperf-port")
              ? IperfServer.start("iperf3", arguments.number("iperf-port", 65535))
              : IperfServer.NONE;
      try (iperf) {
        results.event("ready", "port " + listener.getLocalPort());
        serve(listener, iperf, System.nanoTime() + lifetime.toNanos());
      }
    }
  }

  /** Accepts connections until the monotonic clock reads {@code endNanos}. */
  static void serve(ServerSocket listener, IperfServer iperf, long endNanos) throws IOException {
    listener.setSoTimeout(500);
    while (System.nanoTime() - endNanos < 0) {
      iperf.check();
      try {
        Socket socket = listener.accept();
        Conversation.begin(socket);
      } catch (SocketTimeoutException e) {
        // only a chance to look at the clock and at iperf3
      }
    }
  }
}
