package dev.tare.target.cri;

import dev.tare.target.InfraScript;
import dev.tare.target.TargetException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tare's own node, brought up and down by {@code infra/node/node}. */
public final class EmbeddedNode {
  private final InfraScript script;

  /**
   * Over the scripts of a checkout or an installation.
   *
   * @param home the folder that holds {@code infra}
   */
  public EmbeddedNode(Path home) {
    this.script =
        new InfraScript(
            home.resolve("infra/node/node"),
            "node",
            "run Tare from its own folder, or name a node with --cri");
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
    return parse(script.up(List.of(), install, "see above, or name another with --cri"));
  }

  /** Runs one of the script's verbs, its output on ours; its exit code. */
  public int call(List<String> arguments) throws InterruptedException {
    return script.call(arguments);
  }

  /** Imports an image archive into the node. */
  public void importImage(Path archive) throws InterruptedException {
    script.importImage(archive);
  }

  /** What the node says of itself; empty when it is down. */
  public Optional<Description> describe() throws InterruptedException {
    return script.status().map(EmbeddedNode::parse);
  }

  private static Description parse(JsonNode json) {
    NodeAccess access =
        new NodeAccess(
            "tare-node",
            Optional.of(json.path("hostAddress").asString()),
            Path.of("/proc", json.path("pid").asString("self"), "root"),
            Path.of(json.path("podLogs").asString()),
            json.path("cgroupParent").asString(),
            false,
            versions(json),
            InfraScript.map(json.path("variants")));
    return new Description(
        json.path("cri").asString(),
        access,
        InfraScript.list(json.path("handlers")),
        InfraScript.map(json.path("unavailable")),
        json.path("cgroup").asString(""));
  }

  /** With what tilts the figures: a wrapper around shims outside runc, about 3 ms a call. */
  private static Map<String, String> versions(JsonNode json) {
    Map<String, String> versions = InfraScript.map(json.path("versions"));
    versions.put("shim-wrapper", json.path("shimWrapper").asBoolean(false) ? "in use" : "none");
    return versions;
  }
}
