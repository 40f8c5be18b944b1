package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Puts the credentials on each request, and asks once more with new ones after a 401. */
final class Authorization implements Interceptor {
  private static final String HEADER = "Authorization";

  private final Credentials credentials;

  Authorization(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    credentials.header().ifPresent(value -> builder.setHeader(HEADER, value));
  }

  @Override
  public CompletableFuture<Boolean> afterFailure(
      BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
    if (response.code() != HttpURLConnection.HTTP_UNAUTHORIZED) {
      return CompletableFuture.completedFuture(false);
    }
    Optional<String> refused = sent(response.request());
    return CompletableFuture.supplyAsync(
        () -> {
          boolean other = credentials.renew(refused);
          credentials.header().ifPresent(value -> builder.setHeader(HEADER, value));
          return other;
        });
  }

  /** The value that this very request bore: another one may have renewed them meanwhile. */
  private Optional<String> sent(@Nullable HttpRequest request) {
    return request == null ? credentials.header() : request.headers(HEADER).stream().findFirst();
  }
}
