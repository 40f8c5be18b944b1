package dev.tare.target.kubernetes.observer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Straight to the observer, by HTTP. */
final class PlainChannel implements NodeChannel {
  /** Longer than any long poll waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  PlainChannel(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  @Override
  public String get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  @Override
  public String post(String path, String json) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header(NodeChannel.TOKEN_HEADER, token);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new RefusedException(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
