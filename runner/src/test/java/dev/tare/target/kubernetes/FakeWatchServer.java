package dev.tare.target.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Lists and watches pods as an API server does, and breaks the watch in every way on demand. */
final class FakeWatchServer implements AutoCloseable {
  /** Ends the stream at hand as a server does that goes away. */
  static final String HANG_UP = "hang up";

  private final HttpServer server;
  private final List<String> pods = new CopyOnWriteArrayList<>();
  private final List<String> watchesFrom = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private volatile int listStatus = 200;
  private volatile String version = "10";

  FakeWatchServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/namespaces/ns/pods", this::answer);
    server.start();
  }

  KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .withAutoConfigure(false)
                .build())
        .build();
  }

  /** What the next list says. */
  void listed(String newVersion, String... newPods) {
    version = newVersion;
    pods.clear();
    pods.addAll(List.of(newPods));
  }

  void listAnswers(int status) {
    listStatus = status;
  }

  void event(String type, String object) {
    events.add("{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object));
  }

  void hangUp() {
    events.add(HANG_UP);
  }

  /** The resource versions from which it was watched, in order. */
  List<String> watchesFrom() {
    return new ArrayList<>(watchesFrom);
  }

  static String pod(String name, String node, String state) {
    return """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","namespace":"ns","resourceVersion":"11"},\
    "spec":{%s"containers":[{"name":"main"}]},\
    "status":{"conditions":[],"containerStatuses":[{"name":"main","containerID":"containerd://c0ffee","state":%s}]}}\
    """
        .formatted(name, node.isEmpty() ? "" : "\"nodeName\":\"" + node + "\",", state)
        .replace("\n", "");
  }

  static String status(int code, String message) {
    return "{\"apiVersion\":\"v1\",\"kind\":\"Status\",\"status\":\"Failure\",\"code\":%d,\"message\":\"%s\"}"
        .formatted(code, message);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (query.contains("watch=true")) {
      watch(exchange, query);
    } else {
      list(exchange);
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    String text =
        listStatus == 200
            ? "{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"metadata\":{\"resourceVersion\":\"%s\"},\"items\":[%s]}"
                .formatted(version, String.join(",", pods))
            : status(listStatus, "not today");
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(listStatus, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void watch(HttpExchange exchange, String query) throws IOException {
    watchesFrom.add(query.replaceAll(".*resourceVersion=([^&]*).*", "$1"));
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String next = events.take(); !next.equals(HANG_UP); next = events.take()) {
        out.write(next.getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
