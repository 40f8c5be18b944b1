package dev.tare.target.cri;

import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where pods call home. The moment is stamped when the connection is accepted; the line that tells
 * whose it is may be read at leisure.
 */
final class HomeListener implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int LINE_TIMEOUT_MILLIS = 5_000;
  private static final int LONGEST_LINE = 512;

  private final ServerSocket server;
  private final Clock clock;
  private final Map<String, CompletableFuture<HomeCall>> expected = new ConcurrentHashMap<>();

  /**
   * A pod's call.
   *
   * @param acceptedNanos on the harness's monotonic clock
   * @param attempt from 1; more than one means that the network was not there at first
   */
  record HomeCall(long acceptedNanos, int attempt) {}

  private HomeListener(ServerSocket server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /**
   * Listens at that address of this machine, on a free port.
   *
   * @throws TargetException when the address is not this machine's
   */
  static HomeListener open(InetAddress address, Clock clock) {
    try {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(address, 0), BACKLOG);
      HomeListener listener = new HomeListener(server, clock);
      Thread.ofPlatform().name("home-listener").daemon().start(listener::accept);
      return listener;
    } catch (IOException e) {
      throw new TargetException(
          "cannot listen at " + address.getHostAddress() + " for pods that call home: " + e.getMessage(),
          "is the node's network up? 'tare node status' tells");
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** The call of the pod that was given this nonce; cancel it to forget the nonce. */
  CompletableFuture<HomeCall> expect(String nonce) {
    CompletableFuture<HomeCall> call = new CompletableFuture<>();
    expected.put(nonce, call);
    return call.whenComplete((answer, error) -> expected.remove(nonce));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        long accepted = clock.nanoTime();
        Thread.startVirtualThread(() -> read(socket, accepted));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void read(Socket socket, long accepted) {
    try (socket) {
      socket.setSoTimeout(LINE_TIMEOUT_MILLIS);
      String line = line(socket);
      // tare1 <trial> <nonce> <attempt> <uptime> <clock>; whoever else calls is ignored.
      String[] words = line.split(" ", -1);
      if (words.length >= 4 && words[0].equals("tare1") && words[3].matches("\\d{1,6}")) {
        CompletableFuture<HomeCall> call = expected.get(words[2]);
        if (call != null) {
          call.complete(new HomeCall(accepted, Integer.parseInt(words[3])));
        }
      }
    } catch (IOException e) {
      // A caller that hangs up says nothing; its pod is censored at the limit.
    }
  }

  private static String line(Socket socket) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    char[] buffer = new char[LONGEST_LINE];
    int length = 0;
    for (int c = reader.read(); c >= 0 && c != '\n' && length < LONGEST_LINE; c = reader.read()) {
      buffer[length++] = (char) c;
    }
    return new String(buffer, 0, length);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    expected.values().forEach(call -> call.cancel(true));
  }
}
