package dev.tare.bench.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our own client against our own server, over loopback. */
class NetworkTest {
  private static final String LOOPBACK = "127.0.0.1";

  private ServerSocket listener;
  private Thread server;

  @BeforeEach
  void serve() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server = Thread.ofPlatform().daemon().start(this::acceptUntilClosed);
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
    server.join();
  }

  @Test
  void everyRequestOfTheScheduleIsAnsweredAndTimed() throws Exception {
    Schedule.Latencies samples = OpenLoop.run(LOOPBACK, listener.getLocalPort(), 200, 1);

    assertThat(Arrays.stream(samples.latencies()).boxed()).hasSize(200).allMatch(ns -> ns > 0);
    assertThat(Arrays.stream(samples.lags()).boxed()).hasSize(200).allMatch(ns -> ns >= 0);
  }

  @Test
  void theSinkCountsWhatWasSent() throws Exception {
    CrossCheck check =
        CrossCheck.run(
            LOOPBACK, listener.getLocalPort(), Duration.ofMillis(20), Duration.ofMillis(50));

    assertThat(check.bytes()).isPositive();
    assertThat(check.bytesPerSecond()).isPositive();
  }

  @Test
  void connectionsAreCountedAndLeaveNothingBehind() throws Exception {
    Connections connections = Connections.run(LOOPBACK, listener.getLocalPort(), 1);

    assertThat(connections.count()).isPositive();
    assertThat(connections.perSecond()).isPositive();
    assertThat(Connections.run(LOOPBACK, listener.getLocalPort(), 1).count()).isPositive();
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    int port = listener.getLocalPort();
    listener.close();

    assertThatThrownBy(() -> NetworkClient.awaitServer(LOOPBACK, port, Duration.ofMillis(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no server at 127.0.0.1:" + port);
  }

  private void acceptUntilClosed() {
    try {
      NetworkServer.serve(
          listener, IperfServer.NONE, System.nanoTime() + Duration.ofMinutes(5).toNanos());
    } catch (IOException e) {
      // the test closed the listener
    }
  }
}
