package dev.tare.target.kubernetes;

import dev.tare.result.Fact;
import dev.tare.target.KubeletFacts;
import dev.tare.target.pods.KubeletCalls;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API server tells of a node, and its kubelet through it. */
final class NodeFacts {

  private final Cluster cluster;

  NodeFacts(Cluster cluster) {
    this.cluster = cluster;
  }

  List<Fact> of(Node node) {
    List<Fact> facts = new ArrayList<>();
    NodeSystemInfo info = node.getStatus().getNodeInfo();
    facts.add(told("node.kubelet_version", info.getKubeletVersion(), true));
    facts.add(told("node.runtime", info.getContainerRuntimeVersion(), false));
    facts.add(told("node.os_image", info.getOsImage(), false));
    facts.add(told("node.kernel", info.getKernelVersion(), true));
    facts.addAll(kubelet(node));
    // They cost each start a little: runs with and without are not quite of one kind.
    spans(node).ifPresent(_ -> facts.add(Fact.known("kubelet.spans", "received", true)));
    return facts;
  }

  /** Where that node's kubelet's spans are written down, if they are. */
  static Optional<String> spans(Node node) {
    return Optional.ofNullable(node.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(KubeletCalls.ANNOTATION));
  }

  private static Fact told(String name, @Nullable String value, boolean comparable) {
    return value == null || value.isEmpty()
        ? Fact.unknown(name, "the API server does not tell it of the node", comparable)
        : Fact.known(name, value, comparable);
  }

  /**
   * A kubelet tells its configuration to who may use {@code nodes/proxy}, which would also permit
   * to exec into any pod. Tare's roles do not ask for it; an administrator has it.
   */
  private List<Fact> kubelet(Node node) {
    String name = node.getMetadata().getName();
    try {
      JsonNode configz =
          JsonMapper.shared()
              .readTree(cluster.client().raw("/api/v1/nodes/" + name + "/proxy/configz"));
      return KubeletFacts.of(configz);
    } catch (KubernetesClientException e) {
      return unknown(
          node,
          e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
              ? "it takes the right to nodes/proxy, which Tare does not ask for"
              : "the kubelet does not tell it: " + cluster.errors().say(e));
    } catch (JacksonException e) {
      return unknown(node, "the kubelet answers with damaged JSON");
    }
  }

  /** How many pods it takes the node tells to everybody. */
  private static List<Fact> unknown(Node node, String because) {
    Optional<Quantity> pods =
        Optional.ofNullable(node.getStatus().getCapacity()).orElse(Map.of()).entrySet().stream()
            .filter(entry -> entry.getKey().equals("pods"))
            .map(Map.Entry::getValue)
            .findFirst();
    return KubeletFacts.unknown(because).stream()
        .map(
            fact ->
                fact.name().equals(KubeletFacts.MOST_PODS) && pods.isPresent()
                    ? Fact.known(fact.name(), pods.get().toString(), fact.comparable())
                    : fact)
        .toList();
  }
}
