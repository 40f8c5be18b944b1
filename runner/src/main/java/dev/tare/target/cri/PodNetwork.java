package dev.tare.target.cri;

import dev.tare.target.cri.api.StatusResponse;
import dev.tare.target.pods.NetworkStamps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who makes the network of a node's pods: containerd tells its CNI plugins in the verbose part of
 * its status. A pair of them may stamp when they were called, as on Tare's own nodes (decision
 * 0170).
 *
 * @param plugins types of the chain, in the order in which they are called; none when not told
 * @param stamps the folder that the stamping plugins write to, as a path on the node
 */
record PodNetwork(List<String> plugins, Optional<Path> stamps) {
  private static final String LOOPBACK = "loopback";

  PodNetwork {
    plugins = List.copyOf(plugins);
  }

  /** Asks the node. */
  static PodNetwork of(CriEndpoint endpoint) {
    return of(endpoint.status());
  }

  static PodNetwork of(StatusResponse status) {
    List<String> plugins = new ArrayList<>();
    Optional<Path> stamps = Optional.empty();
    for (JsonNode network : CriStatus.part(status, "cniconfig").path("Networks")) {
      for (JsonNode plugin : network.path("Config").path("Plugins")) {
        String type = plugin.path("Network").path("type").asString("");
        if (!type.isEmpty() && !type.equals(LOOPBACK)) {
          plugins.add(type);
        }
        if (type.equals(NetworkStamps.LAST_PLUGIN)) {
          stamps = folder(plugin.path("Source").asString(""));
        }
      }
    }
    return new PodNetwork(plugins, stamps);
  }

  /** The plugin's own configuration, as it stands in the chain. */
  private static Optional<Path> folder(String source) {
    try {
      String folder = JsonMapper.shared().readTree(source).path("stamps").asString("");
      return folder.startsWith("/") ? Optional.of(Path.of(folder)) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * When the network of that sandbox was made, or why nobody knows.
   *
   * @param seen where this program sees a path of the node's
   */
  NetworkStamps stamps(UnaryOperator<Path> seen, String sandbox) {
    if (stamps.isEmpty()) {
      return NetworkStamps.unknown(
          plugins.isEmpty()
              ? "the runtime does not tell its CNI plugins"
              : "none of its CNI plugins ("
                  + String.join(", ", plugins)
                  + ") stamps when it is called");
    }
    return NetworkStamps.read(seen.apply(stamps.get()), sandbox);
  }
}
