package dev.tare.bench.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Throughput of one flow by our own client, beside iperf3's: as long as that, and without the same
 * start.
 *
 * @param bytes received by the server after that start
 * @param nanos that they took, on the server's clock
 */
record CrossCheck(long bytes, long nanos) {

  double bytesPerSecond() {
    return bytes * 1e9 / nanos;
  }

  static CrossCheck run(String host, int port, Duration omitted, Duration duration)
      throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(20_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeByte(Conversation.SINK);
      out.writeInt(Math.toIntExact(omitted.toMillis()));
      byte[] chunk = new byte[Conversation.CHUNK_BYTES];
      long sent = 0;
      long start = System.nanoTime();
      while (System.nanoTime() - start < omitted.plus(duration).toNanos()) {
        out.write(chunk);
        sent += chunk.length;
      }
      out.flush();
      socket.shutdownOutput();
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      long counted = answer.readLong();
      CrossCheck check = new CrossCheck(answer.readLong(), answer.readLong());
      if (counted != sent || check.bytes <= 0 || check.nanos <= 0) {
        throw new IOException(
            "the server counted %d of %d bytes, %d of them in %d ns"
                .formatted(counted, sent, check.bytes, check.nanos));
      }
      return check;
    }
  }
}
