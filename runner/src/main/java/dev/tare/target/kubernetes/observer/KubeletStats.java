package dev.tare.target.kubernetes.observer;

import dev.tare.result.Json;
import dev.tare.result.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The kubelet's {@code /stats/summary}, asked with the token of the observer's service account. The
 * kubelet measures pods every ten seconds or so and tells when: an older figure is waited out.
 */
final class KubeletStats {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration NEXT_FIGURE = Duration.ofSeconds(45);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final URI summary;
  private final Path token;
  private final HttpClient http;

  /**
   * @param kubelet for example {@code https://192.0.2.7:10250}
   * @param token file with the bearer token, read anew each time because it is renewed
   */
  KubeletStats(URI kubelet, Path token) {
    this.summary = kubelet.resolve("/stats/summary");
    this.token = token;
    this.http =
        HttpClient.newBuilder().sslContext(KubeletTrust.context()).connectTimeout(PATIENCE).build();
  }

  /**
   * The pod's memory, or why the kubelet does not tell it.
   *
   * @param since an older figure is of another moment, and does not count
   */
  Reading memory(Wire.PodQuestion pod, Instant since) {
    long deadline = System.nanoTime() + NEXT_FIGURE.toNanos();
    try {
      while (true) {
        Optional<JsonNode> memory = memory(summary(), pod.uid());
        if (memory.isPresent() && !measured(memory.get()).isBefore(since)) {
          return reading(pod, memory.get());
        }
        if (System.nanoTime() > deadline) {
          return blind(
              pod,
              memory.isPresent()
                  ? "the kubelet measured it last at " + measured(memory.get())
                  : "the kubelet's summary does not have it");
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return blind(pod, "interrupted while asking the kubelet");
    } catch (IOException e) {
      return blind(pod, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static Optional<JsonNode> memory(JsonNode summary, String uid) {
    for (JsonNode entry : summary.path("pods")) {
      if (entry.path("podRef").path("uid").asString("").equals(uid)) {
        return Optional.of(entry.path("memory"));
      }
    }
    return Optional.empty();
  }

  /** In whole seconds, as the kubelet writes it. */
  private static Instant measured(JsonNode memory) {
    try {
      return Instant.parse(memory.path("time").asString(""));
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static Reading reading(Wire.PodQuestion pod, JsonNode memory) {
    JsonNode usage = memory.path("usageBytes");
    JsonNode workingSet = memory.path("workingSetBytes");
    return usage.isIntegralNumber() && workingSet.isIntegralNumber()
        ? new Reading.RuntimeStats(pod.pod(), pod.level(), usage.asLong(), workingSet.asLong())
        : blind(pod, "the kubelet's summary has no memory of it");
  }

  private static Reading blind(Wire.PodQuestion pod, String reason) {
    return new Reading.Blind("runtime-stats", "pod " + pod.pod() + ": " + reason);
  }

  private JsonNode summary() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(summary)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + Files.readString(token).strip())
            .build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("the kubelet at " + summary + " does not answer: " + e, e);
    }
    if (answer.statusCode() != 200) {
      throw new IOException(
          "the kubelet at %s answers %d: %s"
              .formatted(summary, answer.statusCode(), Wire.cut(answer.body())));
    }
    try {
      return Json.LINE.readTree(answer.body());
    } catch (JacksonException e) {
      throw new IOException("the kubelet's summary is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
