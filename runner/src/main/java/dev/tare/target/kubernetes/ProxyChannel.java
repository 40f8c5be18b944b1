package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.observer.NodeChannel;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * To an observer through the API server's pod proxy: whoever reaches the API server reaches the
 * node. The run's token has a header of its own, because the proxy takes Authorization away.
 */
final class ProxyChannel implements NodeChannel {
  /** Longer than any question lets the observer wait. */
  private static final long PATIENCE_SECONDS = 60;

  private static final int OK = 200;

  private final KubernetesClient client;
  private final String base;
  private final String token;

  /**
   * @param client one that asks only once: whoever compares clocks must not hear a later answer
   */
  ProxyChannel(KubernetesClient client, String namespace, String pod, int port, String token) {
    this.client = client;
    this.base =
        "%sapi/v1/namespaces/%s/pods/%s:%d/proxy"
            .formatted(client.getMasterUrl(), namespace, pod, port);
    this.token = token;
  }

  @Override
  public String get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  @Override
  public String post(String path, String json) throws IOException, InterruptedException {
    return send(request(path).post("application/json", json));
  }

  private HttpRequest.Builder request(String path) {
    return client
        .getHttpClient()
        .newHttpRequestBuilder()
        .uri(base + path)
        .header(TOKEN_HEADER, token)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer =
          client
              .getHttpClient()
              .sendAsync(request.build(), String.class)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + PATIENCE_SECONDS + " s", e);
    }
    if (answer.code() != OK) {
      throw refused(answer.code(), answer.bodyString());
    }
    return answer.bodyString();
  }

  /** The API server says 502 or 503 when it does not reach the pod: that passes. */
  private static IOException refused(int code, String body) {
    return code == 502 || code == 503
        ? new IOException("the API server does not reach it: " + body)
        : new RefusedException(code, body);
  }

  /** The client is the cluster's. */
  @Override
  public void close() {}
}
