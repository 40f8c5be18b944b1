package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the API server gets so that a run's nodes are observed.
 *
 * @param namespace of the observers alone
 * @param run the run's id
 * @param image of Tare, as the nodes know it
 * @param nodes names of those that are observed
 * @param socket the runtime's, as an absolute path on the nodes
 * @param token of the run
 */
record ObserverManifest(
    String namespace,
    String run,
    String image,
    Tier tier,
    List<String> nodes,
    String socket,
    String token) {
  static final String NAME = "tare-observer";

  /** Of the pods; a DaemonSet finds its own by it. */
  static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", NAME);

  /** Stands in infra/kubernetes/observer.yaml: it lets the kubelet's statistics be read. */
  static final String ROLE = NAME;

  private static final String SECRET = "token";

  ObserverManifest {
    nodes = List.copyOf(nodes);
  }

  /** Everything but the namespace, in the order in which it has to be made. */
  List<HasMetadata> objects(Namespace owner) {
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(
        new SecretBuilder()
            .withNewMetadata()
            .withName(SECRET)
            .withNamespace(namespace)
            .withLabels(RunLabels.of(run))
            .endMetadata()
            .withStringData(Map.of(SECRET, token))
            .build());
    if (tier == Tier.KUBELET) {
      objects.add(
          new ServiceAccountBuilder()
              .withNewMetadata()
              .withName(NAME)
              .withNamespace(namespace)
              .withLabels(RunLabels.of(run))
              .endMetadata()
              .build());
      objects.add(binding(owner));
    }
    objects.add(daemonSet());
    return objects;
  }

  /** It belongs to the whole cluster; the namespace owns it, and takes it along. */
  private HasMetadata binding(Namespace owner) {
    return new ClusterRoleBindingBuilder()
        .withNewMetadata()
        .withName(namespace)
        .withLabels(RunLabels.of(run))
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind("Namespace")
        .withName(namespace)
        .withUid(owner.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withNewRoleRef()
        .withApiGroup("rbac.authorization.k8s.io")
        .withKind("ClusterRole")
        .withName(ROLE)
        .endRoleRef()
        .addNewSubject()
        .withKind("ServiceAccount")
        .withName(NAME)
        .withNamespace(namespace)
        .endSubject()
        .build();
  }

  private DaemonSet daemonSet() {
    return new DaemonSetBuilder()
        .withNewMetadata()
        .withName(NAME)
        .withNamespace(namespace)
        .withLabels(RunLabels.of(run))
        .endMetadata()
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(LABELS)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(LABELS)
        .addToLabels(RunLabels.of(run))
        .endMetadata()
        .withSpec(pod())
        .endTemplate()
        .endSpec()
        .build();
  }

  private PodSpec pod() {
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withAutomountServiceAccountToken(tier == Tier.KUBELET)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(2L)
            .withTolerations(new TolerationBuilder().withOperator("Exists").build())
            .withAffinity(OnNodes.affinity(nodes))
            .withContainers(container().build());
    if (tier == Tier.KUBELET) {
      pod.withServiceAccountName(NAME);
    }
    return ObserverGrants.of(tier, socket).grant(pod).build();
  }

  private ContainerBuilder container() {
    return new ContainerBuilder()
        .withName("observer")
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withArgs(arguments())
        .withEnv(
            field("NODE_NAME", "spec.nodeName"),
            field("NODE_ADDRESS", "status.hostIP"),
            field("POD_ADDRESS", "status.podIP"),
            new EnvVarBuilder()
                .withName("TARE_TOKEN")
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(SECRET)
                .withKey(SECRET)
                .endSecretKeyRef()
                .endValueFrom()
                .build())
        .withNewResources()
        .withRequests(Map.of("cpu", new Quantity("20m"), "memory", new Quantity("128Mi")))
        .withLimits(Map.of("memory", new Quantity("256Mi")))
        .endResources();
  }

  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "observe",
                "--tier",
                tier.label(),
                "--node",
                "$(NODE_NAME)",
                "--address",
                "$(POD_ADDRESS)"));
    switch (tier) {
      case RUNTIME ->
          arguments.addAll(
              List.of("--cgroups", ObserverGrants.CGROUPS, "--runtime", "unix://" + socket));
      case PROCESSES -> arguments.addAll(List.of("--cgroups", ObserverGrants.CGROUPS));
      case KUBELET -> arguments.addAll(List.of("--kubelet", "https://$(NODE_ADDRESS):10250"));
      case NONE -> throw new IllegalArgumentException("the tier 'none' has no observer");
    }
    return arguments;
  }

  private static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath(path)
        .endFieldRef()
        .endValueFrom()
        .build();
  }
}
