package dev.tare.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A script below {@code infra} that brings up what pods run on. All of them know the verbs up,
 * down, status and import.
 *
 * @param path of the script
 * @param name as in {@code tare NAME up}
 * @param instead what to try where the script cannot be run
 */
public record InfraScript(Path path, String name, String instead) {
  private static final int READY = 0;

  /** Runs a verb, its output on ours; its exit code. */
  public int call(List<String> arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new TargetException("cannot run " + path + ": " + e.getMessage(), instead);
    }
  }

  /**
   * Brings it up, if it is not; what it then tells of itself.
   *
   * @param options beside those that every script has
   * @param install whether missing packages may be installed
   * @param otherwise what to try where it does not come up; the script has said why
   */
  public JsonNode up(List<String> options, boolean install, String otherwise)
      throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("up"));
    command.addAll(options);
    if (!install) {
      command.add("--no-install");
    }
    if (!succeeds(command)) {
      throw new TargetException("Tare's own " + name + " did not come up", otherwise);
    }
    return status()
        .orElseThrow(
            () ->
                new TargetException(
                    "Tare's own " + name + " came up, and then did not tell its status",
                    "see what 'tare " + name + " status' says"));
  }

  /** Whether that verb did what it says. */
  private boolean succeeds(List<String> arguments) throws InterruptedException {
    return call(arguments) == READY;
  }

  /** What it tells of what it brought up; empty when that is down. */
  public Optional<JsonNode> status() throws InterruptedException {
    try {
      Process status =
          new ProcessBuilder(path.toString(), "status", "--json")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!status.waitFor(1, TimeUnit.MINUTES) || status.exitValue() != READY) {
        return Optional.empty();
      }
      return Optional.of(JsonMapper.shared().readTree(text));
    } catch (IOException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new TargetException(
          "'tare " + name + " status' gave damaged JSON (" + e.getOriginalMessage() + ")",
          "run 'tare " + name + " down' and 'tare " + name + " up'");
    }
  }

  /** Imports an image archive. */
  public void importImage(Path archive) throws InterruptedException {
    if (!succeeds(List.of("import", archive.toString()))) {
      throw new TargetException("the image " + archive + " could not be imported", "");
    }
  }

  /** A JSON array of strings. */
  public static List<String> list(JsonNode array) {
    List<String> list = new ArrayList<>();
    array.forEach(item -> list.add(item.asString()));
    return list;
  }

  /** A JSON object of strings, in its order. */
  public static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
    return map;
  }
}
