package dev.tare.target.pods;

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
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where pods call home. The moment is stamped when the connection is accepted; the line that tells
 * whose it is may be read at leisure.
 */
public final class HomeListener implements HomeCalls, AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final int LINE_TIMEOUT_MILLIS = 5_000;
  private static final int LONGEST_LINE = 512;
  private static final Pattern UPTIME = Pattern.compile("(\\d{1,9})\\.(\\d{2})");

  private final ServerSocket server;
  private final Clock clock;
  private final BiConsumer<String, HomeCall> heard;
  private final Map<String, CompletableFuture<HomeCall>> expected = new ConcurrentHashMap<>();

  private HomeListener(ServerSocket server, Clock clock, BiConsumer<String, HomeCall> heard) {
    this.server = server;
    this.clock = clock;
    this.heard = heard;
  }

  /**
   * Listens at that address of this machine, on a free port.
   *
   * @throws TargetException when the address is not this machine's
   */
  public static HomeListener open(InetAddress address, Clock clock) {
    return open(address, 0, clock, (nonce, call) -> {});
  }

  /**
   * The same on that port, 0 for a free one, for somebody who wants to know of every call.
   *
   * @param heard called on a thread of its own with each nonce and its call, expected or not
   */
  public static HomeListener open(
      InetAddress address, int port, Clock clock, BiConsumer<String, HomeCall> heard) {
    try {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(address, port), BACKLOG);
      HomeListener listener = new HomeListener(server, clock, heard);
      Thread.ofPlatform().name("home-listener").daemon().start(listener::accept);
      return listener;
    } catch (IOException e) {
      throw new TargetException(
          "cannot listen at "
              + address.getHostAddress()
              + " for pods that call home: "
              + e.getMessage(),
          "is the node's network up? 'tare node status' tells");
    }
  }

  @Override
  public String address() {
    return server.getInetAddress().getHostAddress();
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public CompletableFuture<HomeCall> expect(String nonce) {
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
        HomeCall call =
            new HomeCall(
                accepted,
                0,
                Integer.parseInt(words[3]),
                words.length > 4 ? uptime(words[4]) : OptionalLong.empty());
        heard.accept(words[2], call);
        CompletableFuture<HomeCall> waiting = expected.get(words[2]);
        if (waiting != null) {
          waiting.complete(call);
        }
      }
    } catch (IOException e) {
      // A caller that hangs up says nothing; its pod is censored at the limit.
    }
  }

  /** As the first number of {@code /proc/uptime}: seconds with two decimals. */
  private static OptionalLong uptime(String word) {
    Matcher uptime = UPTIME.matcher(word);
    return uptime.matches()
        ? OptionalLong.of(
            Long.parseLong(uptime.group(1)) * 1_000_000_000L
                + Long.parseLong(uptime.group(2)) * 10_000_000L)
        : OptionalLong.empty();
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
