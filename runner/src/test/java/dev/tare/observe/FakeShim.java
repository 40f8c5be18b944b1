package dev.tare.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Kata shim's management socket that answers every request with the same bytes. */
final class FakeShim implements AutoCloseable {
  private final ServerSocketChannel server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Thread thread;

  /**
   * @param answer with its HTTP head; empty for a shim that takes requests and stays silent
   */
  FakeShim(Path socket, String answer) throws IOException {
    Files.createDirectories(socket.toAbsolutePath().getParent());
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    thread = Thread.ofVirtual().start(() -> serve(answer));
  }

  static String ok(String body) {
    return "HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\n\r\n" + body;
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve(String answer) {
    try {
      while (true) {
        SocketChannel client = server.accept();
        ByteBuffer request = ByteBuffer.allocate(4096);
        int _ = client.read(request);
        requests.add(new String(request.array(), 0, request.position(), StandardCharsets.UTF_8));
        if (!answer.isEmpty()) {
          ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
          while (bytes.hasRemaining()) {
            int _ = client.write(bytes);
          }
          client.close();
        }
      }
    } catch (ClosedChannelException e) {
      // The test is over.
    } catch (IOException e) {
      // The asker hung up, as it does when there is too much.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      thread.interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
