package dev.tare.target.kubernetes;

import dev.tare.target.Clock;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the API server that goes on, line by line: a watch, or a log that is followed. Each
 * line is stamped on the thread that received it; the client's own watches pass events through an
 * executor first, whose queue would become part of what is measured.
 */
final class LineStream implements AutoCloseable {

  /** Who hears it; each call comes on a thread of the HTTP client. */
  interface Listener {
    /** A whole line, and when its end arrived on the monotonic clock. */
    void line(String line, long nanos);

    /** What came behind the last line of a stream that ended well, and has no end of its own. */
    default void rest(String text, long nanos) {}

    /**
     * The stream is over; nothing follows.
     *
     * @param code the HTTP status; 0 when there was no answer
     * @param why for people
     */
    void ended(int code, String why);
  }

  /** A longer line comes in pieces, so that one without an end does not fill the memory. */
  private static final int LONGEST_LINE = 16 << 20;

  private final Clock clock;
  private final Listener listener;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private @Nullable AsyncBody body;
  private boolean closed;

  private LineStream(Clock clock, Listener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Asks; returns at once.
   *
   * @param path from the API server's root, without a slash before it
   */
  static LineStream open(KubernetesClient client, String path, Clock clock, Listener listener) {
    LineStream stream = new LineStream(clock, listener);
    var _ =
        client
            .getHttpClient()
            .consumeBytes(
                client
                    .getHttpClient()
                    .newHttpRequestBuilder()
                    .uri(client.getMasterUrl() + path)
                    .forStreaming()
                    .build(),
                stream::accept)
            .whenComplete(stream::answered);
    return stream;
  }

  private void answered(@Nullable HttpResponse<AsyncBody> response, @Nullable Throwable error) {
    if (response == null) {
      listener.ended(0, String.valueOf(error == null ? "no answer" : error.getMessage()));
      return;
    }
    AsyncBody answer = response.body();
    if (!response.isSuccessful()) {
      answer.cancel();
      listener.ended(response.code(), "the API server answered " + response.code());
      return;
    }
    synchronized (this) {
      if (closed) {
        answer.cancel();
        return;
      }
      body = answer;
    }
    var _ =
        answer
            .done()
            .whenComplete(
                (nothing, failure) -> {
                  if (failure == null && partial.size() > 0) {
                    listener.rest(partial.toString(StandardCharsets.UTF_8), clock.nanoTime());
                  }
                  listener.ended(
                      response.code(),
                      failure == null ? "it ended" : String.valueOf(failure.getMessage()));
                });
    answer.consume();
  }

  private void accept(List<ByteBuffer> buffers, AsyncBody from) {
    long now = clock.nanoTime();
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      int begin = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          partial.write(bytes, begin, i - begin);
          begin = i + 1;
          listener.line(partial.toString(StandardCharsets.UTF_8), now);
          partial.reset();
        }
      }
      partial.write(bytes, begin, bytes.length - begin);
      if (partial.size() > LONGEST_LINE) {
        listener.line(partial.toString(StandardCharsets.UTF_8), now);
        partial.reset();
      }
    }
    from.consume();
  }

  @Override
  public void close() {
    AsyncBody open;
    synchronized (this) {
      closed = true;
      open = body;
    }
    if (open != null) {
      open.cancel();
    }
  }
}
