package dev.tare.doctor;

import dev.tare.target.kubernetes.ClassList;
import dev.tare.target.kubernetes.ClusterSight;
import dev.tare.target.kubernetes.PodDryRun;
import dev.tare.target.kubernetes.RunnerRights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether a cluster can carry a run, before anything is made there. */
public final class ClusterChecks {
  private ClusterChecks() {}

  /**
   * All checks, in the order in which they should be read.
   *
   * @param server its address and version
   */
  public static List<Check> of(String server, ClusterSight sight) {
    List<Check> checks = new ArrayList<>(List.of(Check.ok("api server", server)));
    for (RunnerRights.Right right : RunnerRights.of(sight.tier())) {
      checks.add(right(right, sight.rights()));
    }
    checks.add(
        sight.namespace().isEmpty()
            ? Check.ok("namespace", "the server would take a namespace for a run")
            : Check.missing(
                "namespace", "the server would refuse a namespace for a run", sight.namespace()));
    sight.nodes().forEach(node -> checks.add(node(node)));
    if (sight.classes().isEmpty()) {
      checks.add(
          Check.missing(
              "runtimeclasses",
              "none is seen",
              "install a runtime, then 'tare runtimes apply FILE --target kubernetes'"));
    }
    sight.classes().forEach(entry -> checks.add(runtimeClass(entry)));
    sight.classes().forEach(entry -> checks.addAll(KataClassChecks.of(entry, sight.nodes())));
    sight.pods().forEach(pod -> checks.add(pod(pod)));
    return checks;
  }

  private static Check right(RunnerRights.Right right, List<RunnerRights.Review> reviews) {
    List<String> refused =
        reviews.stream()
            .filter(review -> review.group().equals(right.group()))
            .filter(review -> review.resource().equals(right.resource()))
            .filter(review -> !review.allowed())
            .map(RunnerRights.Review::verb)
            .toList();
    String name = "rights " + right.resource();
    return refused.isEmpty()
        ? Check.ok(name, String.join(", ", right.verbs()))
        : Check.missing(
            name,
            "this user may not " + String.join(", ", refused),
            "grant {apiGroups: [\"%s\"], resources: [\"%s\"], verbs: [%s]}, or bind the roles of infra/kubernetes"
                .formatted(
                    right.group(),
                    right.resource(),
                    refused.stream().collect(Collectors.joining("\", \"", "\"", "\""))));
  }

  private static Check node(ClusterSight.NodeState node) {
    String name = "node " + node.name();
    if (!node.ready()) {
      return Check.warn(
          name,
          "not ready, " + node.versions(),
          "it is not used; 'kubectl describe node " + node.name() + "' says why");
    }
    return node.cordoned()
        ? Check.warn(
            name,
            "cordoned, " + node.versions(),
            "it is not used until 'kubectl uncordon " + node.name() + "'")
        : Check.ok(name, node.versions());
  }

  private static Check pod(PodDryRun pod) {
    String name = "pod " + pod.runtime();
    if (pod.refused().isEmpty()) {
      return Check.ok(
          name,
          "the server would take a run's pod; tried in the namespace %s, nothing was made"
              .formatted(pod.namespace()));
    }
    String finding =
        "the server refuses a run's pod in the namespace %s, where it was tried: %s"
            .formatted(pod.namespace(), pod.refused());
    return pod.local()
        ? Check.warn(
            name,
            finding,
            "that may hold for this namespace alone: a run makes one of its own, and the server"
                + " tries pods only where a namespace is; name a context with another namespace to"
                + " try there")
        : Check.missing(
            name, finding, "change what refuses it: every pod of that class would meet the same");
  }

  private static Check runtimeClass(ClassList.Entry entry) {
    String name = "class " + entry.name();
    String finding =
        "handler %s, %d %s"
            .formatted(entry.handler(), entry.nodes(), entry.nodes() == 1 ? "node" : "nodes");
    if (entry.nodes() == 0) {
      return Check.missing(
          name,
          "no node has the labels " + entry.selector(),
          "label the nodes that have the handler " + entry.handler());
    }
    return entry.overhead().isEmpty()
        ? Check.ok(name, finding + ", no overhead declared")
        : Check.ok(name, finding + ", overhead " + entry.overhead());
  }
}
