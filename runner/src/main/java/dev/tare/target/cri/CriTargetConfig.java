package dev.tare.target.cri;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which socket to use, and how.
 *
 * @param address {@code unix:///path}
 * @param image reference of the payload image
 * @param run the run's id, a label of each pod
 */
public record CriTargetConfig(String address, NodeAccess access, String image, String run) {

  /** Where Kubernetes keeps pod logs: a CRI runtime of any node may write there. */
  private static final Path POD_LOGS = Path.of("/var/log/pods");

  private static final String CGROUP_PARENT = "/tare/pods";

  /** What is known of a node that is not ours. */
  NodeAccess foreignAccess() {
    return foreign(access.name());
  }

  /** What is known of a node that is not ours: nothing but where it can keep logs. */
  public static NodeAccess foreign(String name) {
    return new NodeAccess(name, Optional.empty(), POD_LOGS, CGROUP_PARENT, true, Map.of());
  }
}
