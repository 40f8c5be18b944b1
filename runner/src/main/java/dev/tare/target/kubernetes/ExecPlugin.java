package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that hands out credentials, as a kubeconfig names it under {@code exec}.
 *
 * <p>Ours and not the client library's, which runs it again every minute before a request, so that
 * the request waits for it, mixes its warnings into its answer, and knows no time of expiry.
 */
final class ExecPlugin {
  private static final long PATIENCE_SECONDS = 60;
  private static final int LONGEST = 500;

  private final ExecConfig config;
  private final KubeconfigFile file;
  private final Cluster cluster;

  /**
   * What it handed out.
   *
   * @param token empty when it gave a certificate
   * @param certificate PEM, with its key; empty when it gave a token
   * @param expires empty when it did not say
   */
  record Issued(
      Optional<String> token,
      Optional<String> certificate,
      Optional<String> key,
      Optional<Instant> expires) {}

  ExecPlugin(ExecConfig config, KubeconfigFile file, Cluster cluster) {
    this.config = config;
    this.file = file;
    this.cluster = cluster;
  }

  String name() {
    return config.getCommand();
  }

  /**
   * Runs it.
   *
   * @throws TargetException with what it said on standard error
   */
  Issued run() {
    try {
      Process process = start();
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed("did not answer within " + PATIENCE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        String said = err.join().strip();
        throw failed(
            "exited with %d%s"
                .formatted(process.exitValue(), said.isEmpty() ? "" : ": " + cut(said)));
      }
      return issued(out.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    }
  }

  private Process start() {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(Optional.ofNullable(config.getArgs()).orElse(List.of()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    for (ExecEnvVar variable : Optional.ofNullable(config.getEnv()).orElse(List.of())) {
      builder.environment().put(variable.getName(), variable.getValue());
    }
    builder.environment().put("KUBERNETES_EXEC_INFO", request());
    try {
      return builder.start();
    } catch (IOException e) {
      String hint = Optional.ofNullable(config.getInstallHint()).orElse("").strip();
      throw failed(
          "cannot be started (%s)%s".formatted(e.getMessage(), hint.isEmpty() ? "" : "; " + hint));
    }
  }

  /** A name with a slash stands beside the kubeconfig; one without is searched for on the path. */
  private String program() {
    String command = config.getCommand();
    return command.contains("/") ? file.path().resolveSibling(command).toString() : command;
  }

  private String request() {
    Map<String, Object> spec = new LinkedHashMap<>(Map.of("interactive", false));
    if (Boolean.TRUE.equals(config.getProvideClusterInfo())) {
      Map<String, Object> info = new LinkedHashMap<>();
      info.put("server", cluster.getServer());
      info.put("certificate-authority-data", cluster.getCertificateAuthorityData());
      info.values().removeIf(value -> value == null);
      spec.put("cluster", info);
    }
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of("apiVersion", config.getApiVersion(), "kind", "ExecCredential", "spec", spec));
  }

  private Issued issued(String answer) {
    JsonNode status;
    try {
      status = JsonMapper.shared().readTree(answer).path("status");
    } catch (JacksonException e) {
      throw failed("did not answer with JSON");
    }
    Issued issued =
        new Issued(
            word(status, "token"),
            word(status, "clientCertificateData"),
            word(status, "clientKeyData"),
            word(status, "expirationTimestamp").map(this::instant));
    if (issued.token.isEmpty() && (issued.certificate.isEmpty() || issued.key.isEmpty())) {
      throw failed("gave neither a token nor a certificate with its key");
    }
    return issued;
  }

  private static Optional<String> word(JsonNode status, String key) {
    return Optional.of(status.path(key).asString("")).filter(text -> !text.isEmpty());
  }

  private Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw failed("gave an expirationTimestamp that is no time: " + cut(text));
    }
  }

  private TargetException failed(String how) {
    return new TargetException(
        "the exec plugin %s of the kubeconfig %s %s".formatted(name(), file.path(), how),
        "log in again as your cluster's provider says, and try 'kubectl get nodes'");
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
