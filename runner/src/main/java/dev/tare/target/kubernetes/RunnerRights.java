package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the runner asks of an API server, and nothing else: the roles in infra/kubernetes grant
 * exactly this, which a test holds. All of it is for the whole cluster, because the namespaces of a
 * run are made with the run.
 */
public final class RunnerRights {
  private RunnerRights() {}

  /**
   * Some verbs of one resource.
   *
   * @param group the API group, empty for the core one
   * @param resource for example {@code pods/log}; of ClusterRoles the part behind the slash is a
   *     name
   */
  public record Right(String group, String resource, List<String> verbs) {}

  /** One verb that was asked for. */
  public record Review(String group, String resource, String verb, boolean allowed) {}

  /** Of every run: {@code tare-runner}. */
  public static final List<Right> RUNNER =
      List.of(
          new Right("", "namespaces", List.of("create", "delete", "get", "list")),
          new Right("", "nodes", List.of("get", "list")),
          new Right("", "pods", List.of("create", "delete", "get", "list", "watch")),
          new Right("", "pods/log", List.of("get")),
          new Right("", "events", List.of("list")),
          new Right("node.k8s.io", "runtimeclasses", List.of("get", "list")));

  /** Of a run whose nodes are observed: {@code tare-runner-observer}. */
  public static final List<Right> OBSERVER =
      List.of(
          new Right("apps", "daemonsets", List.of("create")),
          new Right("", "secrets", List.of("create")),
          new Right("", "pods/proxy", List.of("create", "get")));

  /** Of one whose observers ask the kubelet: {@code tare-runner-kubelet}. */
  public static final List<Right> KUBELET =
      List.of(
          new Right("", "serviceaccounts", List.of("create")),
          new Right("rbac.authorization.k8s.io", "clusterrolebindings", List.of("create")),
          new Right(
              "rbac.authorization.k8s.io",
              "clusterroles/" + ObserverManifest.ROLE,
              List.of("bind", "get")));

  /** All that a run with observers of that tier needs. */
  public static List<Right> of(Tier tier) {
    return switch (tier) {
      case NONE -> RUNNER;
      case RUNTIME, PROCESSES -> Stream.of(RUNNER, OBSERVER).flatMap(List::stream).toList();
      case KUBELET -> Stream.of(RUNNER, OBSERVER, KUBELET).flatMap(List::stream).toList();
    };
  }

  /** Asks the server about each of them; nothing is made. */
  public static List<Review> reviews(Cluster cluster, Tier tier) {
    List<Review> reviews = new ArrayList<>();
    for (Right right : of(tier)) {
      for (String verb : right.verbs()) {
        reviews.add(
            new Review(right.group(), right.resource(), verb, allowed(cluster, right, verb)));
      }
    }
    return reviews;
  }

  private static boolean allowed(Cluster cluster, Right right, String verb) {
    String[] parts = right.resource().split("/", 2);
    boolean named = parts[0].equals("clusterroles");
    SelfSubjectAccessReview question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withGroup(right.group())
            .withResource(parts[0])
            .withSubresource(parts.length > 1 && !named ? parts[1] : null)
            .withName(named ? parts[1] : null)
            .withVerb(verb)
            .endResourceAttributes()
            .endSpec()
            .build();
    try {
      return Optional.ofNullable(
              cluster
                  .client()
                  .authorization()
                  .v1()
                  .selfSubjectAccessReview()
                  .create(question)
                  .getStatus())
          .map(status -> Boolean.TRUE.equals(status.getAllowed()))
          .orElse(false);
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("asking what this user may do", e);
    }
  }
}
