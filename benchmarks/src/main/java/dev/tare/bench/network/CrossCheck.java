package dev.tare.bench.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * Throughput of one flow by our own client, beside iperf3's.
 *
 * @param bytes received by the server, equal to those sent
 * @param nanos from the first to the last of them, on the server's clock
 */
record CrossCheck(long bytes, long nanos) {

  double bytesPerSecond() {
    return bytes * 1e9 / nanos;
  }

  static CrossCheck run(String host, int port, Duration duration) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(Conversation.SINK);
      byte[] chunk = new byte[Conversation.CHUNK_BYTES];
      long sent = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < duration.toNanos()) {
        out.write(chunk);
        sent += chunk.length;
      }
      socket.shutdownOutput();
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      CrossCheck check = new CrossCheck(answer.readLong(), answer.readLong());
      if (check.bytes != sent || check.nanos <= 0) {
        throw new IOException(
            "the server counted "
                + check.bytes
                + " of "
                + sent
                + " bytes in "
                + check.nanos
                + " ns");
      }
      return check;
    }
  }
}
