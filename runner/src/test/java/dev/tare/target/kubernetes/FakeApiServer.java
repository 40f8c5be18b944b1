package dev.tare.target.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An API server that answers what a test told it to, over plain HTTP. */
public final class FakeApiServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
  private volatile Optional<Answer> always = Optional.empty();

  /** What was asked. */
  public record Request(
      String method, String path, String query, Optional<String> authorization, String body) {}

  /** What is answered. */
  public record Answer(int code, String body) {

    public static Answer ok(Object resource) {
      return new Answer(200, Serialization.asJson(resource));
    }

    public static Answer status(int code, String reason, String message) {
      return new Answer(
          code,
          Serialization.asJson(
              new StatusBuilder()
                  .withStatus("Failure")
                  .withReason(reason)
                  .withCode(code)
                  .withMessage(message)
                  .build()));
    }
  }

  public FakeApiServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    version("1", "34", "v1.34.4");
  }

  FakeApiServer version(String major, String minor, String git) {
    return on(
        "GET /version",
        _ ->
            new Answer(
                200,
                "{\"major\":\"%s\",\"minor\":\"%s\",\"gitVersion\":\"%s\"}"
                    .formatted(major, minor, git)));
  }

  /**
   * Answers requests of that method and path.
   *
   * @param what for example {@code GET /api/v1/nodes}
   */
  public FakeApiServer on(String what, Function<Request, Answer> answer) {
    answers.put(what, answer);
    return this;
  }

  public FakeApiServer on(String what, Object resource) {
    return on(what, _ -> Answer.ok(resource));
  }

  /** From now on every request is answered with that. */
  public void always(Answer answer) {
    always = Optional.of(answer);
  }

  /** As a server does that takes the credentials no more. */
  public void expire() {
    always(Answer.status(401, "Unauthorized", "Unauthorized"));
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<Request> requests(String what) {
    return requests.stream()
        .filter(request -> (request.method() + " " + request.path()).equals(what))
        .toList();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      String what = request.method() + " " + request.path();
      Answer answer =
          always.orElseGet(
              () ->
                  answers
                      .getOrDefault(
                          what, _ -> Answer.status(404, "NotFound", "no answer for " + what))
                      .apply(request));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.code(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** A kubeconfig for it, whose user is what the lines say. */
  public Path kubeconfig(Path folder, String user) {
    return kubeconfig(folder, address(), user);
  }

  static Path kubeconfig(Path folder, String server, String user) {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: fake
        clusters:
        - {name: there, cluster: {server: "%s"}}
        contexts:
        - {name: fake, context: {cluster: there, user: tester}}
        users:
        - name: tester
          user: %s
        """
            .formatted(server, user);
    try {
      return Files.writeString(folder.resolve("config"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens it with a user that has a token which stays. */
  Cluster open(Path folder) {
    return open(folder, "{token: secret}");
  }

  Cluster open(Path folder, String user) {
    return Cluster.open(
        new ClusterChoice(Optional.of(kubeconfig(folder, user)), Optional.empty()),
        Map.of(),
        folder,
        folder);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
