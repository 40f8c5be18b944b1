package dev.tare.target.cri;

import dev.tare.target.TargetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** Tare's own node, brought up and down by {@code infra/node/node}. */
public final class EmbeddedNode {
  private static final Path STATE = Path.of("/run/tare/node/node.json");
  private static final int READY = 0;

  private final Path script;

  /**
   * Over the scripts of a checkout or an installation.
   *
   * @param home the folder that holds {@code infra}
   */
  public EmbeddedNode(Path home) {
    this.script = home.resolve("infra/node/node");
  }

  /** What the node tells of itself. */
  public record Description(
      String address,
      NodeAccess access,
      List<String> handlers,
      Map<String, String> unavailable,
      String cgroup) {
    public Description {
      handlers = List.copyOf(handlers);
      unavailable = new LinkedHashMap<>(unavailable);
    }
  }

  /**
   * Brings it up, if it is not.
   *
   * @param install whether missing packages may be installed
   * @throws TargetException when it does not come up; the script has said why
   */
  public Description up(boolean install) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("up"));
    if (!install) {
      command.add("--no-install");
    }
    if (call(command) != READY) {
      throw new TargetException(
          "Tare's own node did not come up", "see above, or name another with --cri");
    }
    return describe()
        .orElseThrow(() -> new TargetException("Tare's own node came up without " + STATE, ""));
  }

  /** Runs one of the script's verbs, its output on ours; its exit code. */
  public int call(List<String> arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new TargetException(
          "cannot run " + script + ": " + e.getMessage(),
          "run Tare from its own folder, or name a node with --cri");
    }
  }

  /** Imports an image archive into the node. */
  public void importImage(Path archive) throws InterruptedException {
    if (call(List.of("import", archive.toString())) != READY) {
      throw new TargetException("the image " + archive + " could not be imported", "");
    }
  }

  /** What the node says of itself; empty when it is down. */
  public Optional<Description> describe() throws InterruptedException {
    try {
      Process status =
          new ProcessBuilder(script.toString(), "status", "--json")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(status.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!status.waitFor(1, TimeUnit.MINUTES) || status.exitValue() != READY) {
        return Optional.empty();
      }
      return Optional.of(parse(text.isBlank() ? Files.readString(STATE) : text));
    } catch (IOException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new TargetException(
          STATE + " is damaged: " + e.getOriginalMessage(), "run 'tare node down' and 'tare node up'");
    }
  }

  private static Description parse(String text) {
    JsonNode json = JsonMapper.shared().readTree(text);
    NodeAccess access =
        new NodeAccess(
            "tare-node",
            Optional.of(json.path("hostAddress").asString()),
            Path.of(json.path("podLogs").asString()),
            json.path("cgroupParent").asString(),
            false,
            versions(json));
    List<String> handlers = new ArrayList<>();
    json.path("handlers").forEach(handler -> handlers.add(handler.asString()));
    return new Description(
        json.path("cri").asString(),
        access,
        handlers,
        strings(json.path("unavailable")),
        json.path("cgroup").asString(""));
  }

  /** With what tilts the figures: a wrapper around shims outside runc, about 3 ms a call. */
  private static Map<String, String> versions(JsonNode json) {
    Map<String, String> versions = strings(json.path("versions"));
    versions.put("shim-wrapper", json.path("shimWrapper").asBoolean(false) ? "in use" : "none");
    return versions;
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new LinkedHashMap<>();
    object.properties().forEach(entry -> strings.put(entry.getKey(), entry.getValue().asString()));
    return strings;
  }
}
