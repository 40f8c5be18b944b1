package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import java.util.Set;
import java.util.TreeSet;

/** Where the runtimes of nodes usually listen; no API tells it. */
final class RuntimeSocket {
  private static final String CONTAINERD = "/run/containerd/containerd.sock";
  private static final String K3S = "/run/k3s/containerd/containerd.sock";
  private static final String CRIO = "/run/crio/crio.sock";

  private RuntimeSocket() {}

  /**
   * The one path for all of these nodes.
   *
   * @throws TargetException when they differ
   */
  static String of(Iterable<Node> nodes) {
    Set<String> sockets = new TreeSet<>();
    nodes.forEach(node -> sockets.add(of(node.getStatus().getNodeInfo())));
    if (sockets.size() > 1) {
      throw new TargetException(
          "the nodes have their runtimes' sockets in several places: " + String.join(", ", sockets),
          "choose nodes of one kind with --nodes");
    }
    return sockets.stream().findFirst().orElse(CONTAINERD);
  }

  private static String of(NodeSystemInfo info) {
    if (info.getContainerRuntimeVersion().startsWith("cri-o")) {
      return CRIO;
    }
    String kubelet = info.getKubeletVersion();
    return kubelet.contains("+k3s") || kubelet.contains("+rke2") ? K3S : CONTAINERD;
  }
}
