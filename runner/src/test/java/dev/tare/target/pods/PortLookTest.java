package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.scenario.Ready;
import dev.tare.target.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortLookTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String ADDRESS = LOOPBACK.getHostAddress();

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(LOOPBACK, port));
    return server;
  }

  /** Answers every request with those words. */
  private static ServerSocket answering(String words) throws IOException {
    ServerSocket server = listen(0);
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  boolean _ = socket.getInputStream().read() < 0;
                  socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  // Closed, or the caller hung up.
                }
              }
            });
    return server;
  }

  @Test
  void aPortAcceptsFromWhenSomebodyListens() throws Exception {
    int port;
    try (ServerSocket server = listen(0)) {
      port = server.getLocalPort();
      assertThat(PortLook.answers(ADDRESS, new Ready.Tcp(port))).isTrue();
    }
    assertThat(PortLook.answers(ADDRESS, new Ready.Tcp(port))).isFalse();
  }

  @Test
  void anAnswerHasTheStatusThatIsWanted() throws Exception {
    try (ServerSocket server = answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      int port = server.getLocalPort();
      assertThat(PortLook.answers(ADDRESS, new Ready.Http(port, "/up", 204))).isTrue();
      assertThat(PortLook.answers(ADDRESS, new Ready.Http(port, "/up", 200))).isFalse();
    }
  }

  @Test
  void whatIsNoHttpIsNoAnswer() throws Exception {
    for (String words :
        new String[] {"", "SSH-2.0-x\r\n", "HTTP/1.1 2000 x\r\n", "\0".repeat(999)}) {
      try (ServerSocket server = answering(words)) {
        assertThat(PortLook.answers(ADDRESS, new Ready.Http(server.getLocalPort(), "/", 200)))
            .as(words)
            .isFalse();
      }
    }
  }

  @Test
  void aWatchFindsAPortThatOpensLaterAndBoundsItsError() throws Exception {
    int port;
    try (ServerSocket free = listen(0)) {
      port = free.getLocalPort();
    }
    Clock clock = Clock.system();
    try (PortWatch watch =
        new LocalPortWatch(clock, () -> Optional.of(ADDRESS), new Ready.Tcp(port))) {
      assertThat(watch.await(TimeUnit.MILLISECONDS.toNanos(30))).isEmpty();
      long before = clock.nanoTime();
      try (ServerSocket _ = listen(port)) {
        long open = clock.nanoTime();
        PortWatch.Answered answered =
            watch.await(TimeUnit.SECONDS.toNanos(30)).orElseThrow(AssertionError::new);
        assertThat(answered.nanos()).isGreaterThanOrEqualTo(before);
        assertThat(answered.errorNanos()).isPositive();
        // The last look that found it closed began before it was open.
        assertThat(answered.nanos() - answered.errorNanos()).isLessThanOrEqualTo(open);
      }
    }
  }

  @Test
  void aWatchWaitsForTheAddress() throws Exception {
    try (ServerSocket server = listen(0)) {
      int[] asked = {0};
      try (PortWatch watch =
          new LocalPortWatch(
              Clock.system(),
              () -> asked[0]++ < 3 ? Optional.empty() : Optional.of(ADDRESS),
              new Ready.Tcp(server.getLocalPort()))) {
        assertThat(watch.await(TimeUnit.SECONDS.toNanos(30))).isPresent();
      }
      assertThat(asked[0]).isEqualTo(4);
    }
  }

  @Test
  void aLookThatFailsOnOurSideIsNoAnswer() throws Exception {
    try (PortWatch watch =
        new LocalPortWatch(
            Clock.system(),
            () -> {
              throw new IllegalStateException("out of file handles");
            },
            new Ready.Tcp(1))) {
      assertThatThrownBy(() -> watch.await(TimeUnit.SECONDS.toNanos(30)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nobody could look at port 1")
          .hasMessageContaining("out of file handles");
    }
  }
}
