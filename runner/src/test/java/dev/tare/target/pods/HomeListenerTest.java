package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.target.Clock;
import dev.tare.target.pods.HomeCalls.HomeCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HomeListenerTest {
  private final HomeListener listener =
      HomeListener.open(InetAddress.getLoopbackAddress(), Clock.system());

  @AfterEach
  void tearDown() {
    listener.close();
  }

  private void call(String line) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void stampsTheCallOfThePodThatHasTheNonce() throws Exception {
    CompletableFuture<HomeCall> mine = listener.expect("0123456789abcdef");
    CompletableFuture<HomeCall> other = listener.expect("fedcba9876543210");

    long before = System.nanoTime();
    call("tare1 r01-startup-runc 0123456789abcdef 3 12.34 -\n");

    HomeCall call = mine.get(10, TimeUnit.SECONDS);
    assertThat(call.attempt()).isEqualTo(3);
    assertThat(call.uptimeNanos()).hasValue(12_340_000_000L);
    assertThat(call.acceptedNanos()).isBetween(before, System.nanoTime());
    assertThat(other).isNotDone();
  }

  @Test
  void ignoresStrangersAndGarbage() throws Exception {
    CompletableFuture<HomeCall> mine = listener.expect("0123456789abcdef");

    call("tare1 t unknown 1 0 -\n");
    call("GET / HTTP/1.1\r\n\r\n");
    call("tare1 t 0123456789abcdef NaN 0 -\n");
    call("x".repeat(100_000));
    call("");
    call("tare1 t 0123456789abcdef 1 0 -\n");

    assertThat(mine.get(10, TimeUnit.SECONDS).attempt()).isEqualTo(1);
    assertThat(mine.get().uptimeNanos()).as("0 is no uptime as the kernel writes it").isEmpty();
  }
}
