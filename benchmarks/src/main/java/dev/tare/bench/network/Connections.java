package dev.tare.bench.network;

import java.io.IOException;
import java.net.Socket;

/**
 * TCP connections, one after another: opened, asked one byte, answered one byte, and reset. A reset
 * leaves no connection behind in either kernel, so that ports do not run out.
 *
 * @param count of those that were answered
 * @param nanos from the first to the last
 */
record Connections(long count, long nanos) {

  double perSecond() {
    return count * 1e9 / nanos;
  }

  /**
   * Opens connections for so long, after a second of warm-up where there is more than one.
   *
   * @throws IOException when one fails
   */
  static Connections run(String host, int port, int seconds) throws IOException {
    long warm = Iperf.omittedSeconds(seconds) * 1_000_000_000L;
    if (warm > 0) {
      until(host, port, System.nanoTime() + warm);
    }
    long start = System.nanoTime();
    long count = until(host, port, start + seconds * 1_000_000_000L);
    return new Connections(count, System.nanoTime() - start);
  }

  private static long until(String host, int port, long end) throws IOException {
    long count = 0;
    while (System.nanoTime() - end < 0) {
      one(host, port);
      count++;
    }
    return count;
  }

  private static void one(String host, int port) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(Conversation.GREET);
      if (socket.getInputStream().read() != Conversation.GREET) {
        throw new IOException("the server closed a connection without an answer");
      }
    }
  }
}
