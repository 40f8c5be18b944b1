package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The RuntimeClasses of a cluster for a reader. */
public final class ClassList {
  private ClassList() {}

  /**
   * One of them.
   *
   * @param overhead what is declared for the sandbox, resource to amount
   * @param selector labels that its nodes must have
   * @param nodes how many nodes have them
   * @param variant whether {@code "*"} of a scenario leaves it out
   */
  public record Entry(
      String name,
      String handler,
      Map<String, String> overhead,
      Map<String, String> selector,
      int nodes,
      boolean variant) {}

  /** All of them, by name. */
  public static List<Entry> of(Cluster cluster) {
    try {
      return entries(
          cluster.client().runtimeClasses().list().getItems(),
          cluster.client().nodes().list().getItems());
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("listing RuntimeClasses and nodes", e);
    }
  }

  static List<Entry> entries(List<RuntimeClass> classes, List<Node> nodes) {
    return classes.stream()
        .map(
            runtime ->
                new Entry(
                    runtime.getMetadata().getName(),
                    runtime.getHandler(),
                    overhead(runtime),
                    selector(runtime),
                    (int) nodes.stream().filter(node -> matches(runtime, node)).count(),
                    RuntimeClasses.isVariant(runtime)))
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }

  private static boolean matches(RuntimeClass runtime, Node node) {
    Map<String, String> labels =
        Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
    return labels.entrySet().containsAll(selector(runtime).entrySet());
  }

  static Map<String, String> overhead(RuntimeClass runtime) {
    Map<String, String> words = new TreeMap<>();
    Optional.ofNullable(runtime.getOverhead())
        .map(overhead -> overhead.getPodFixed())
        .orElse(Map.<String, Quantity>of())
        .forEach((resource, amount) -> words.put(resource, amount.toString()));
    return words;
  }

  static Map<String, String> selector(RuntimeClass runtime) {
    return Optional.ofNullable(runtime.getScheduling())
        .map(scheduling -> scheduling.getNodeSelector())
        .orElse(Map.of());
  }

  static List<Toleration> tolerations(RuntimeClass runtime) {
    return Optional.ofNullable(runtime.getScheduling())
        .map(scheduling -> scheduling.getTolerations())
        .orElse(List.of());
  }
}
