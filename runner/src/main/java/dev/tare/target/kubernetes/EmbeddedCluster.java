package dev.tare.target.kubernetes;

import dev.tare.target.InfraScript;
import dev.tare.target.TargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tare's own cluster, brought up and down by {@code infra/cluster/cluster}. */
public final class EmbeddedCluster {
  private final InfraScript script;

  /**
   * Over the scripts of a checkout or an installation.
   *
   * @param home the folder that holds {@code infra}
   */
  public EmbeddedCluster(Path home) {
    this.script =
        new InfraScript(
            home.resolve("infra/cluster/cluster"),
            "cluster",
            "run Tare from its own folder, or name another cluster by its kubeconfig");
  }

  /**
   * What the cluster tells of itself.
   *
   * @param server the API server's URL, as this machine reaches it
   * @param serverFromPods its URL as pods reach it, since the cluster has neither DNS nor services
   * @param kubeconfig of its administrator
   * @param version of Kubernetes, as in {@code v1.34.4}
   */
  public record Description(
      String server, String serverFromPods, Path kubeconfig, List<Node> nodes, String version) {
    public Description {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * One of its nodes.
   *
   * @param address its InternalIP, which this machine and all pods reach
   * @param cri its CRI socket, as {@code unix:///path} on this machine
   * @param podSubnet the addresses of its pods, as in {@code 198.19.128.0/19}
   * @param podLogs its kubelet's folder of pods' logs, as this machine sees it
   * @param versions of what it is made of, such as containerd and runsc
   */
  public record Node(
      String name,
      String address,
      String cri,
      String podSubnet,
      Path podLogs,
      List<String> handlers,
      Map<String, String> versions) {
    public Node {
      handlers = List.copyOf(handlers);
      versions = Map.copyOf(versions);
    }
  }

  /**
   * Brings it up, if it is not.
   *
   * @param install whether missing packages may be installed
   * @param nodes how many it shall have; another number than it has already is refused
   * @throws TargetException when it does not come up; the script has said why
   */
  public Description up(boolean install, int nodes) throws InterruptedException {
    List<String> options = List.of("--nodes", String.valueOf(nodes));
    return parse(script.up(options, install, "see above, or name another by its kubeconfig"));
  }

  /** Runs one of the script's verbs, its output on ours; its exit code. */
  public int call(List<String> arguments) throws InterruptedException {
    return script.call(arguments);
  }

  /** Imports an image archive into every node. */
  public void importImage(Path archive) throws InterruptedException {
    script.importImage(archive);
  }

  /** What the cluster says of itself; empty when it is down. */
  public Optional<Description> describe() throws InterruptedException {
    return script.status().map(EmbeddedCluster::parse);
  }

  static Description parse(JsonNode json) {
    List<Node> nodes = new ArrayList<>();
    json.path("nodes").forEach(node -> nodes.add(node(node)));
    return new Description(
        json.path("server").asString(),
        json.path("apiServerFromPods").asString(),
        Path.of(json.path("kubeconfig").asString()),
        nodes,
        json.path("kubernetes").asString());
  }

  private static Node node(JsonNode json) {
    return new Node(
        json.path("name").asString(),
        json.path("address").asString(),
        json.path("cri").asString(),
        json.path("podSubnet").asString(),
        Path.of(json.path("podLogs").asString()),
        InfraScript.list(json.path("handlers")),
        InfraScript.map(json.path("versions")));
  }
}
