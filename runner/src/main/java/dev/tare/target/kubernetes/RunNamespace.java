package dev.tare.target.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** A namespace that is made for a run and goes with it. */
record RunNamespace(Cluster cluster, Namespace made) implements AutoCloseable {
  private static final String LEVEL = "pod-security.kubernetes.io/enforce";

  /** Where the pods of a run stand. */
  static String ofPods(String run) {
    return "tare-" + run;
  }

  /** Where what observes its nodes stands. */
  static String ofObservers(String run) {
    return "tare-" + run + "-nodes";
  }

  /**
   * What the API server gets.
   *
   * @param level the Pod Security level that its pods need; empty for the cluster's own choice
   */
  static Namespace manifest(String name, String run, String level) {
    NamespaceBuilder namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels(RunLabels.of(run))
            .addToAnnotations(Harness.ANNOTATION, Harness.here())
            .endMetadata();
    if (!level.isEmpty()) {
      namespace.editMetadata().addToLabels(LEVEL, level).endMetadata();
    }
    return namespace.build();
  }

  /** Makes it. */
  static RunNamespace create(Cluster cluster, String name, String run, String level) {
    try {
      return new RunNamespace(
          cluster, cluster.client().resource(manifest(name, run, level)).create());
    } catch (KubernetesClientException e) {
      throw cluster.errors().of("creating the namespace " + name, e);
    }
  }

  String name() {
    return made.getMetadata().getName();
  }

  /** Deletes it with all that is in it, and waits for the end, even while being interrupted. */
  @Override
  public void close() {
    NamespaceRemoval.remove(cluster, name());
  }
}
