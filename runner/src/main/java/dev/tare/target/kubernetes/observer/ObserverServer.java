package dev.tare.target.kubernetes.observer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tare.result.Json;
import dev.tare.target.TargetException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;

/**
 * Answers a harness over HTTP with JSON. Whoever asks has to show the run's token in the header
 * {@code X-Tare-Token}; {@code /ready} needs none and tells nothing else.
 */
public final class ObserverServer implements AutoCloseable {
  private static final int BACKLOG = 64;
  private static final int LONGEST_BODY = 1 << 20;

  static {
    // Without these a request costs 40 ms more, or may hang for ever; read once by the server.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
  }

  private final HttpServer server;
  private final byte[] token;
  private final ObserverAnswers answers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ObserverServer(HttpServer server, String token, ObserverAnswers answers) {
    this.server = server;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.answers = answers;
  }

  /**
   * Begins to answer.
   *
   * @param address with port 0 for a free one
   * @throws TargetException when nobody can listen there
   */
  static ObserverServer open(InetSocketAddress address, String token, ObserverAnswers answers) {
    if (token.isBlank()) {
      throw new TargetException("the observer's token is empty", "every run has one of its own");
    }
    try {
      ObserverServer open = new ObserverServer(HttpServer.create(address, BACKLOG), token, answers);
      open.server.setExecutor(open.threads);
      open.server.createContext("/", open::handle);
      open.server.start();
      return open;
    } catch (IOException e) {
      throw new TargetException(
          "the observer cannot listen at " + address + ": " + e.getMessage(),
          "is another one there?");
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/ready")) {
        send(exchange, 200, "\"ready\"");
        return;
      }
      if (!allowed(exchange)) {
        problem(
            exchange,
            403,
            "the token in " + NodeChannel.TOKEN_HEADER + " is missing or not this run's");
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
      if (body.length > LONGEST_BODY) {
        problem(exchange, 413, "the request is longer than " + LONGEST_BODY + " bytes");
        return;
      }
      answer(exchange, path, new String(body, StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange, String path, String body) throws IOException {
    String question = exchange.getRequestMethod() + " " + path;
    try {
      var answer = answers.to(question, exchange.getRequestURI(), body);
      if (answer.isPresent()) {
        send(exchange, 200, Json.LINE.writeValueAsString(answer.get()));
      } else {
        problem(exchange, 404, "no answer to " + question);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      problem(
          exchange,
          400,
          question + " was not understood: " + Wire.cut(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      problem(exchange, 503, "the observer is ending");
    } catch (RuntimeException e) {
      problem(
          exchange,
          500,
          Wire.cut(e instanceof TargetException ? String.valueOf(e.getMessage()) : e.toString()));
    }
  }

  /** In a time that does not tell how much of the token was right. */
  private boolean allowed(HttpExchange exchange) {
    String shown = exchange.getRequestHeaders().getFirst(NodeChannel.TOKEN_HEADER);
    return shown != null && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token);
  }

  private static void problem(HttpExchange exchange, int status, String error) throws IOException {
    send(exchange, status, Json.LINE.writeValueAsString(new Wire.Problem(error)));
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    answers.close();
  }
}
