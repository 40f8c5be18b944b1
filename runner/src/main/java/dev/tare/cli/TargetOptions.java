package dev.tare.cli;

import dev.tare.payload.Registry;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.RuntimesFile;
import dev.tare.target.kubernetes.ClusterChoice;
import dev.tare.target.kubernetes.observer.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a run happens. */
final class TargetOptions {
  /** What is taken without {@code --max-nodes}: three blocks show whether nodes differ. */
  private static final int NODES = 3;

  /** The places that can be named without a socket. */
  enum Place {
    NODE,
    KUBERNETES
  }

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description =
          "${COMPLETION-CANDIDATES}: Tare's own node (which is the default), or the cluster of the"
              + " current kubeconfig, which is never used unasked.")
  @Nullable Place target;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "With --target kubernetes: instead of KUBECONFIG, ~/.kube/config or, in a pod, its"
              + " service account.")
  @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "With --target kubernetes: a context of the kubeconfig.")
  @Nullable String context;

  @Option(
      names = "--nodes",
      paramLabel = "NAME",
      split = ",",
      description = "With --target kubernetes: only these nodes.")
  List<String> nodes = List.of();

  @Option(
      names = "--max-nodes",
      paramLabel = "N",
      description =
          "With --target kubernetes: at most so many nodes, each a block of the comparison"
              + " (default: 3).")
  @Nullable Integer maxNodes;

  @Option(
      names = "--observer",
      paramLabel = "TIER",
      description =
          "With --target kubernetes: how much the observer on the nodes may see, from most to"
              + " nothing: ${COMPLETION-CANDIDATES} (default: runtime).")
  @Nullable Tier observer;

  @Option(
      names = "--observer-image",
      paramLabel = "IMAGE",
      description = "With --target kubernetes: the observer's image; without it the one of Tare.")
  @Nullable String observerImage;

  @Option(
      names = "--runtime-socket",
      paramLabel = "PATH",
      description =
          "With --target kubernetes: where the runtime listens on the nodes; without it the usual"
              + " place of containerd, CRI-O or k3s.")
  @Nullable Path runtimeSocket;

  @Option(
      names = "--cri",
      paramLabel = "SOCKET",
      description = "A CRI socket, unix:///path; without it Tare's own node is used.")
  @Nullable String cri;

  @Option(
      names = "--runtimes-file",
      paramLabel = "FILE",
      description =
          "More runtimes, each with a handler and a socket of its own, so that an old and a new"
              + " version are two runtimes of one run.")
  @Nullable Path runtimesFile;

  @Option(
      names = "--runtimes",
      paramLabel = "NAME",
      split = ",",
      description = "Only these, in this order; without it those of the scenario.")
  List<String> runtimes = List.of();

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "The payload image on the node; without it the one that Tare builds.")
  @Nullable String image;

  @Option(
      names = "--registry",
      paramLabel = "REGISTRY",
      description =
          "With --target kubernetes: pull the images from there, by digest; 'tare payload push"
              + " --registry' puts them there.")
  @Nullable String registry;

  @Option(
      names = "--no-install",
      description = "Install no packages on this machine; say what is missing.")
  boolean noInstall;

  /**
   * Whether a cluster is the target.
   *
   * @throws UsageException when the options contradict each other
   */
  boolean kubernetes() {
    if (target == Place.KUBERNETES) {
      if (cri != null) {
        throw new UsageException("--cri and --target kubernetes exclude each other");
      }
      return true;
    }
    if (kubeconfig != null || context != null) {
      throw new UsageException(
          "--kubeconfig and --context need --target kubernetes: a cluster is never used unasked");
    }
    if (!nodes.isEmpty() || maxNodes != null) {
      throw new UsageException("--nodes and --max-nodes need --target kubernetes");
    }
    if (observer != null || observerImage != null || runtimeSocket != null) {
      throw new UsageException(
          "--observer, --observer-image and --runtime-socket need --target kubernetes");
    }
    if (registry != null) {
      throw new UsageException("--registry needs --target kubernetes: other nodes pull nothing");
    }
    if (target == Place.NODE && cri != null) {
      throw new UsageException("--cri and --target node exclude each other");
    }
    return false;
  }

  /** Whether the user says which cluster is meant. */
  boolean namesCluster() {
    return kubeconfig != null || context != null;
  }

  /** The cluster that is meant. */
  ClusterChoice cluster() {
    return new ClusterChoice(Optional.ofNullable(kubeconfig), Optional.ofNullable(context));
  }

  /** How many nodes to use at most. */
  int mostNodes() {
    int most = maxNodes == null ? NODES : maxNodes;
    if (most < 1) {
      throw new UsageException("--max-nodes must be at least 1, not " + most);
    }
    return most;
  }

  /** How much the observer may see. */
  Tier tier() {
    return observer == null ? Tier.RUNTIME : observer;
  }

  /** Where the runtime listens on the nodes; empty for the usual place. */
  Optional<String> runtimeSocket() {
    Path socket = runtimeSocket;
    if (socket != null && !socket.isAbsolute()) {
      throw new UsageException(
          "--runtime-socket takes an absolute path of the nodes, not " + socket);
    }
    return Optional.ofNullable(socket).map(Path::toString);
  }

  /** Where the cluster's nodes pull the images from; empty when they have them. */
  Optional<Registry> registry() {
    return Optional.ofNullable(registry).map(TargetOptions::registry);
  }

  static Registry registry(String prefix) {
    try {
      return new Registry(prefix);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** What {@code --runtimes-file} adds. */
  List<RuntimeSpec> more() {
    Path file = runtimesFile;
    return file == null ? List.of() : RuntimesFile.load(file);
  }
}
