package dev.tare.target.cri;

import dev.tare.observe.StorageFacts;
import dev.tare.payload.Sha256;
import dev.tare.result.Fact;
import dev.tare.target.cri.api.StatusResponse;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a node's runtime says of itself: what serves pods under every handler alike. */
final class RuntimeFacts {
  private final String runtime;
  private final StatusResponse status;
  private final List<Fact> facts = new ArrayList<>();

  private RuntimeFacts(String runtime, StatusResponse status) {
    this.runtime = runtime;
    this.status = status;
  }

  /**
   * Asks it.
   *
   * @param root the node's root folder, as this program sees it
   */
  static List<Fact> of(CriEndpoint endpoint, Path root) {
    StatusResponse status = endpoint.status();
    String name = endpoint.version().getRuntimeName();
    RuntimeFacts read = new RuntimeFacts(name, status);
    read.facts.add(
        Fact.known("cri.runtime", name + " " + endpoint.version().getRuntimeVersion(), true));
    read.facts.add(Fact.known("cri.version", endpoint.version().getRuntimeApiVersion(), false));
    Handlers handlers = Handlers.of(endpoint, status);
    read.told("cri.snapshotter", handlers.snapshotter(), true);
    read.facts.add(
        Fact.known("cgroup.driver", handlers.systemdCgroups() ? "systemd" : "cgroupfs", true));
    read.hash("cri.config_sha256", "config");
    read.hash("cni.config_sha256", "cniconfig");
    read.told("cni.plugins", plugins(CriStatus.part(status, "cniconfig")), true);
    read.storage(root);
    return List.copyOf(read.facts);
  }

  /** The same where it cannot be asked. */
  static List<Fact> unknown(String because) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.unknown("cri.runtime", because, true));
    facts.add(Fact.unknown("cri.version", because, false));
    facts.add(Fact.unknown("cri.snapshotter", because, true));
    facts.add(Fact.unknown("cgroup.driver", because, true));
    facts.add(Fact.unknown("cri.config_sha256", because, false));
    facts.add(Fact.unknown("cni.config_sha256", because, false));
    facts.add(Fact.unknown("cni.plugins", because, true));
    facts.addAll(StorageFacts.unknown(because));
    return facts;
  }

  /** As {@link #of}, or unknown with the runtime's own words. */
  static List<Fact> ifItAnswers(CriEndpoint endpoint, Path root) {
    try {
      return of(endpoint, root);
    } catch (StatusRuntimeException e) {
      return unknown("the runtime does not tell its status: " + CriErrors.say(e));
    }
  }

  private void told(String name, String value, boolean comparable) {
    facts.add(
        value.isEmpty()
            ? Fact.unknown(name, runtime + " does not tell it", comparable)
            : Fact.known(name, value, comparable));
  }

  private void hash(String name, String part) {
    String text = status.getInfoOrDefault(part, "");
    told(name, text.isEmpty() ? "" : Sha256.of(text.getBytes(StandardCharsets.UTF_8)), false);
  }

  private void storage(Path root) {
    String folder = CriStatus.part(status, "config").path("containerdRootDir").asString("");
    facts.addAll(
        folder.startsWith("/")
            ? StorageFacts.under(root).of(root.resolve(folder.substring(1)))
            : StorageFacts.unknown(runtime + " does not tell where it keeps images"));
  }

  /** {@code tare: bridge; loopback: loopback}, in the order of the networks. */
  static String plugins(JsonNode cni) {
    return StreamSupport.stream(cni.path("Networks").spliterator(), false)
        .map(network -> network.path("Config"))
        .map(
            config ->
                config.path("Name").asString("?")
                    + ": "
                    + StreamSupport.stream(config.path("Plugins").spliterator(), false)
                        .map(plugin -> plugin.path("Network").path("type").asString("?"))
                        .collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }
}
