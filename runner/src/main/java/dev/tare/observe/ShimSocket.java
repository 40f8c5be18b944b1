package dev.tare.observe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Asks a Kata shim for its metrics: HTTP over the Unix socket on which it manages its sandbox. The
 * answer's size and the time for all of it are bounded, for a shim may hang.
 */
final class ShimSocket {
  /** A shim's answer has some 150 KiB. */
  static final int LARGEST = 4 << 20;

  /** The kernel's room for a path, its end left out. */
  private static final int LONGEST_PATH = 107;

  /** HTTP/1.0, so that the answer comes in one piece and ends with the connection. */
  private static final String REQUEST =
      "GET /metrics HTTP/1.0\r\nHost: shim\r\nAccept: text/plain\r\n\r\n";

  private final Duration limit;

  ShimSocket(Duration limit) {
    this.limit = limit;
  }

  /**
   * The answer's body.
   *
   * @throws IOException with what went wrong: nobody listens, no answer in time, too much of it, or
   *     another status than 200
   */
  String metrics(Path socket) throws IOException {
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
      return body(ask(socket));
    }
    // A longer path does not fit the address; a link to its folder makes it short.
    Path folder = Files.createTempDirectory("tare");
    Path link = folder.resolve("s");
    try {
      Files.createSymbolicLink(link, socket.toAbsolutePath().resolveSibling(""));
      return body(ask(link.resolve(String.valueOf(socket.getFileName()))));
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(folder);
    }
  }

  private String ask(Path socket) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      boolean _ = channel.connect(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
      ByteBuffer request = ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII));
      while (request.hasRemaining()) {
        await(selector, deadline);
        int _ = channel.write(request);
      }
      key.interestOps(SelectionKey.OP_READ);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      ByteBuffer part = ByteBuffer.allocate(1 << 16);
      while (true) {
        await(selector, deadline);
        int read = channel.read(part.clear());
        if (read < 0) {
          return answer.toString(StandardCharsets.UTF_8);
        }
        answer.write(part.array(), 0, read);
        if (answer.size() > LARGEST) {
          throw new IOException("it answers with more than %d MiB".formatted(LARGEST >> 20));
        }
      }
    }
  }

  private void await(Selector selector, long deadline) throws IOException {
    long left = deadline - System.nanoTime();
    if (left <= 0 || selector.select(_ -> {}, Math.max(1, left / 1_000_000)) == 0) {
      throw new IOException("it did not answer within %d s".formatted(limit.toSeconds()));
    }
  }

  private static String body(String answer) throws IOException {
    String status = answer.lines().findFirst().orElse("");
    int end = answer.indexOf("\r\n\r\n");
    if (!status.matches("HTTP/1\\.[01] 200( .*)?") || end < 0) {
      throw new IOException(
          "it answers \"%s\"".formatted(status.substring(0, Math.min(80, status.length()))));
    }
    return answer.substring(end + 4);
  }
}
