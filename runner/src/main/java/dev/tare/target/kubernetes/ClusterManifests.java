package dev.tare.target.kubernetes;

import dev.tare.scenario.Pod;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.kubernetes.observer.Tier;
import dev.tare.target.pods.ReceiptRun;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a run applies to a cluster, without one: made by the code that a run sends it with, so
 * that whoever agrees to it agrees to what comes.
 */
public final class ClusterManifests {
  /** Stands for the token that each run makes anew. */
  static final String TOKEN = "a-run-makes-a-fresh-token-in-this-place";

  /** A namespace has its uid from the API server; no other object may own anything without one. */
  static final String UID = "00000000-0000-0000-0000-000000000000";

  private ClusterManifests() {}

  /**
   * One object.
   *
   * @param purpose what it is for, for people, one or several lines
   */
  public record Document(String purpose, HasMetadata object) {

    /** A YAML document with its purpose as a comment before it. */
    public String yaml() {
      return "---\n"
          + purpose.lines().map(line -> "# " + line + "\n").reduce("", String::concat)
          + Serialization.asYaml(object).replaceFirst("^---\\R", "");
    }
  }

  /**
   * In the order in which they have to be made: the roles, which a run needs and does not make,
   * then what it makes.
   *
   * @param config of the run; its nodes are named
   * @param home the folder that holds {@code infra}
   * @param runtimes each of which gets one pod
   * @param shape of the pods
   * @throws IOException when the roles cannot be read
   */
  public static List<Document> of(
      KubernetesTargetConfig config, Path home, List<RuntimeSpec> runtimes, Pod shape)
      throws IOException {
    List<Document> documents = new ArrayList<>(RoleFiles.of(home, config.tier()));
    Namespace pods = RunNamespace.manifest(RunNamespace.ofPods(config.run()), config.run(), "");
    documents.add(
        new Document(
            "The run's pods stand in it; it is made with the run and goes with it.", pods));
    if (config.tier() != Tier.NONE) {
      documents.addAll(observers(config));
    }
    for (RuntimeSpec runtime : runtimes) {
      documents.add(pod(config, runtime, shape));
    }
    return documents;
  }

  private static List<Document> observers(KubernetesTargetConfig config) {
    ObserverManifest manifest =
        new ObserverManifest(
            RunNamespace.ofObservers(config.run()),
            config.run(),
            config.observerImage(),
            config.tier(),
            config.nodes(),
            config.runtimeSocket().orElseGet(() -> RuntimeSocket.of(List.of())),
            TOKEN);
    ObserverGrants grants = ObserverGrants.of(manifest.tier(), manifest.socket());
    Namespace namespace =
        RunNamespace.manifest(manifest.namespace(), manifest.run(), grants.level());
    List<Document> documents = new ArrayList<>();
    documents.add(
        new Document(
            "The observers stand in it, apart from the pods that are measured: its Pod Security"
                + " level is the\nlowest that they need. It goes with the run.",
            namespace));
    Namespace owner =
        new NamespaceBuilder(namespace).editMetadata().withUid(UID).endMetadata().build();
    for (HasMetadata object : manifest.objects(owner)) {
      documents.add(new Document(purpose(object, manifest), object));
    }
    return documents;
  }

  private static String purpose(HasMetadata object, ObserverManifest manifest) {
    return switch (object.getKind()) {
      case "Secret" ->
          "What the run shows to its observers, who answer nobody else. The token here is a"
              + " placeholder:\neach run makes a fresh one of its own.";
      case "ServiceAccount" -> "Of the observers: the kubelet asks who wants its statistics.";
      case "ClusterRoleBinding" ->
          "Gives the observers the role tare-observer. Their namespace owns it and takes it along;"
              + " the uid\nhere is a placeholder for the namespace's own.";
      case "DaemonSet" -> "One observer on each node of the run.\n" + granted(manifest);
      default -> throw new IllegalStateException("nobody says what it is for: " + object.getKind());
    };
  }

  private static String granted(ObserverManifest manifest) {
    return switch (manifest.tier()) {
      case RUNTIME ->
          """
          It is not privileged: root with the capability SYS_PTRACE alone, in the node's process and network
          namespaces, with the node's cgroups to read and the runtime's socket. It only asks there, but
          whoever can talk to that socket could command the runtime: where that is too much,
          --observer processes leaves it out. It has no access to the API.\
          """;
      case PROCESSES ->
          """
          It is not privileged: root with the capability SYS_PTRACE alone, in the node's process and network
          namespaces, with the node's cgroups to read. It has no access to the API.\
          """;
      case KUBELET ->
          """
          It is an ordinary pod of the level "restricted": nobody's user, no capability, nothing of its node
          but the kubelet's port, where it reads statistics.\
          """;
      case NONE -> throw new IllegalArgumentException("the tier 'none' has no observer");
    };
  }

  private static Document pod(KubernetesTargetConfig config, RuntimeSpec runtime, Pod shape) {
    HasMetadata pod =
        KubePodManifest.of(
            ReceiptRun.request(config.run(), config.image(), runtime, shape),
            config.nodes().getFirst(),
            List.of());
    pod.getMetadata().setNamespace(RunNamespace.ofPods(config.run()));
    return new Document(
        """
        The first pod of a run under the RuntimeClass %s; the others differ in name, command and what their
        scenario asks for. A run adds the tolerations of the RuntimeClasses that it compares.\
        """
            .formatted(runtime.name()),
        pod);
  }
}
