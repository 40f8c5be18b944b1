package dev.tare.target.kubernetes.observer;

import dev.tare.result.Json;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** Asks an observer and reads its answers; a connection that was lost is tried again. */
final class Questions {
  private static final int TRIES = 4;
  private static final long PAUSE_MILLIS = 250;

  private final NodeChannel channel;

  Questions(NodeChannel channel) {
    this.channel = channel;
  }

  /** One try. */
  <T> T once(String path, Class<T> type) throws IOException, InterruptedException {
    return read(path, channel.get(path), json -> Json.LINE.readValue(json, type));
  }

  /** One try, for a type with parameters. */
  <T> T once(String path, TypeReference<T> type) throws IOException, InterruptedException {
    return read(path, channel.get(path), json -> Json.LINE.readValue(json, type));
  }

  <T> T get(String path, Class<T> type) throws IOException, InterruptedException {
    return retried(() -> once(path, type));
  }

  <T> T post(String path, Object body, Class<T> type) throws IOException, InterruptedException {
    String json = Json.LINE.writeValueAsString(body);
    return retried(
        () -> read(path, channel.post(path, json), answer -> Json.LINE.readValue(answer, type)));
  }

  private interface Reader<T> {
    T read(String json);
  }

  private static <T> T read(String path, String answer, Reader<T> reader) throws IOException {
    try {
      return reader.read(answer);
    } catch (JacksonException e) {
      throw new IOException(
          "the answer to " + path + " is not the observer's: " + Wire.cut(answer), e);
    }
  }

  private interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  private static <T> T retried(Attempt<T> attempt) throws IOException, InterruptedException {
    for (int left = TRIES; ; left--) {
      try {
        return attempt.run();
      } catch (NodeChannel.RefusedException e) {
        throw e;
      } catch (IOException e) {
        if (left <= 1) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
