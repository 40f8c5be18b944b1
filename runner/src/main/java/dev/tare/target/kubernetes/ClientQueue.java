package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.function.Supplier;

/**
 * Measures for how long a request waited in our own client before it was handed to the network, so
 * that the harness's queueing does not pass for the cluster's.
 *
 * <p>The client builds a request on the calling thread: the time until then is ours. Requests share
 * one HTTP/2 connection, on which none waits for another to be answered.
 */
final class ClientQueue implements Interceptor {
  private final Clock clock;
  private final ThreadLocal<Long> handedOver = new ThreadLocal<>();

  ClientQueue(Clock clock) {
    this.clock = clock;
  }

  /**
   * An answer with its times, in nanoseconds on the monotonic clock.
   *
   * @param askedNanos when we asked
   * @param queuedNanos how long it took until the request left our client
   */
  record Timed<T>(T answer, long askedNanos, long queuedNanos, long answeredNanos) {}

  <T> Timed<T> time(Supplier<T> call) {
    handedOver.remove();
    long asked = clock.nanoTime();
    T answer = call.get();
    long answered = clock.nanoTime();
    Long left = handedOver.get();
    return new Timed<>(answer, asked, left == null ? 0 : left - asked, answered);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    handedOver.set(clock.nanoTime());
  }
}
