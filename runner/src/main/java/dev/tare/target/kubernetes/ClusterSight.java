package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeRuntimeHandler;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be seen of a cluster without making anything in it.
 *
 * @param tier how much the observers of a run would see
 * @param rights what this user may do of all that a run needs
 * @param namespace why the server would refuse a run's namespace; empty when it would take it
 * @param nodes empty when they may not be listed
 * @param classes empty when they may not be listed
 * @param pods what the server says to a pod of each class that has a node
 */
public record ClusterSight(
    Tier tier,
    List<RunnerRights.Review> rights,
    String namespace,
    List<NodeState> nodes,
    List<ClassList.Entry> classes,
    List<PodDryRun> pods) {

  /**
   * A node.
   *
   * @param versions of its kubelet and its runtime
   * @param handlers that its kubelet knows of its runtime; empty when it does not tell, as with
   *     Kubernetes before 1.30 or containerd before 2.0
   */
  public record NodeState(
      String name,
      boolean ready,
      boolean cordoned,
      String versions,
      Map<String, String> labels,
      Optional<List<String>> handlers) {
    public NodeState {
      labels = Map.copyOf(labels);
      handlers = handlers.map(List::copyOf);
    }

    /** Whether pods of that class may be put there, as far as labels decide it. */
    public boolean fits(ClassList.Entry entry) {
      return labels.entrySet().containsAll(entry.selector().entrySet());
    }
  }

  /**
   * Looks.
   *
   * @param image of the pods that are tried, in the namespace of the kubeconfig's context
   */
  public static ClusterSight of(Cluster cluster, Tier tier, String image) {
    List<RunnerRights.Review> rights = RunnerRights.reviews(cluster, tier);
    boolean nodes = allowed(rights, "nodes");
    boolean classes = allowed(rights, "runtimeclasses");
    List<NodeState> states = nodes ? nodes(cluster) : List.of();
    List<ClassList.Entry> entries = nodes && classes ? ClassList.of(cluster) : List.of();
    return new ClusterSight(
        tier,
        rights,
        namespace(cluster),
        states,
        entries,
        entries.isEmpty()
            ? List.of()
            : PodDryRun.of(cluster, cluster.namespace(), image, places(entries, states)));
  }

  /** A node for each class; none for a class that has none. */
  private static Map<String, String> places(List<ClassList.Entry> classes, List<NodeState> nodes) {
    Map<String, String> places = new HashMap<>();
    for (ClassList.Entry entry : classes) {
      nodes.stream()
          .filter(node -> node.ready() && !node.cordoned() && node.fits(entry))
          .findFirst()
          .ifPresent(node -> places.put(entry.name(), node.name()));
    }
    return places;
  }

  private static boolean allowed(List<RunnerRights.Review> rights, String resource) {
    return rights.stream()
        .anyMatch(
            right ->
                right.resource().equals(resource)
                    && right.verb().equals("list")
                    && right.allowed());
  }

  private static String namespace(Cluster cluster) {
    try {
      HasMetadata _ =
          cluster
              .client()
              .resource(
                  new NamespaceBuilder()
                      .withNewMetadata()
                      .withName("tare-doctor")
                      .addToLabels(RunLabels.MANAGED)
                      .endMetadata()
                      .build())
              .dryRun(true)
              .create();
      return "";
    } catch (KubernetesClientException e) {
      return cluster.errors().say(e);
    }
  }

  private static List<NodeState> nodes(Cluster cluster) {
    try {
      return cluster.client().nodes().list().getItems().stream().map(ClusterSight::state).toList();
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("listing the nodes", e);
    }
  }

  static NodeState state(Node node) {
    return new NodeState(
        node.getMetadata().getName(),
        node.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Ready") && condition.getStatus().equals("True")),
        Boolean.TRUE.equals(node.getSpec().getUnschedulable()),
        "kubelet %s, %s"
            .formatted(
                node.getStatus().getNodeInfo().getKubeletVersion(),
                node.getStatus().getNodeInfo().getContainerRuntimeVersion()),
        Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of()),
        handlers(node));
  }

  private static Optional<List<String>> handlers(Node node) {
    return Optional.ofNullable(node.getStatus().getRuntimeHandlers())
        .filter(told -> !told.isEmpty())
        .map(
            told ->
                told.stream().map(NodeRuntimeHandler::getName).filter(Objects::nonNull).toList());
  }
}
