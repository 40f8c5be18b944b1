package dev.tare.payload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A registry in memory: as much of the OCI distribution specification as a push needs. It speaks
 * TLS with a certificate of its own, because Jib tries TLS first and the JDK's plain server waits
 * for the end of a greeting that it does not understand.
 */
final class FakeRegistry implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Blobs and manifests by path, manifests also by their digest. */
  private final Map<String, byte[]> content = new ConcurrentHashMap<>();

  private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();

  /**
   * Starts it.
   *
   * @param folder for its key
   */
  FakeRegistry(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls(folder)));
    server.setExecutor(threads);
    server.createContext("/v2/", this::answer);
    server.start();
  }

  private static SSLContext tls(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("registry.p12");
    Command.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD)),
        folder.resolve("keytool.log"));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(file.toFile(), PASSWORD), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  boolean has(String path) {
    return content.containsKey("/v2/" + path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod()) {
        case "HEAD", "GET" -> give(exchange, path);
        case "POST" -> accept(exchange, path + Integer.toString(uploads.size()), body);
        case "PATCH" -> accept(exchange, path, body);
        case "PUT" -> store(exchange, path, body);
        default -> exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private void give(HttpExchange exchange, String path) throws IOException {
    byte[] found = content.get(path);
    if (path.equals("/v2/")) {
      exchange.sendResponseHeaders(200, -1);
    } else if (found == null) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(found.length));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void accept(HttpExchange exchange, String path, byte[] body) throws IOException {
    uploads.put(path, body);
    exchange.getResponseHeaders().set("Location", "https://" + host() + path);
    exchange.sendResponseHeaders(202, -1);
  }

  private void store(HttpExchange exchange, String path, byte[] body) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    if (query == null) {
      content.put(path, body);
      content.put(path.substring(0, path.lastIndexOf('/') + 1) + "sha256:" + Sha256.of(body), body);
    } else {
      String digest = query.replaceFirst(".*digest=", "");
      byte[] upload = uploads.getOrDefault(path, body);
      if (!digest.equals("sha256:" + Sha256.of(upload))) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      content.put(path.replaceFirst("uploads/.*", digest), upload);
    }
    exchange.sendResponseHeaders(201, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    var _ = threads.shutdownNow();
  }
}
