package dev.tare.target.cri;

import dev.tare.target.pods.PodImages;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which socket to use, and how.
 *
 * @param address {@code unix:///path}
 * @param images as the node knows them
 * @param run the run's id, a label of each pod
 * @param fresh whether this run brought the node up, so that nobody had pods there before
 */
public record CriTargetConfig(
    String address, NodeAccess access, PodImages images, String run, boolean fresh) {

  /** Where Kubernetes keeps pod logs: a CRI runtime of any node may write there. */
  private static final Path POD_LOGS = Path.of("/var/log/pods");

  private static final String CGROUP_PARENT = "/tare/pods";

  /** A node that was there before. */
  public CriTargetConfig(String address, NodeAccess access, PodImages images, String run) {
    this(address, access, images, run, false);
  }

  /** The same without any program but the payload. */
  public CriTargetConfig(String address, NodeAccess access, String image, String run) {
    this(address, access, new PodImages(image), run);
  }

  /** Reference of the payload image. */
  String image() {
    return images.payload();
  }

  /** What is known of a node that is not ours. */
  NodeAccess foreignAccess() {
    return foreign(access.name());
  }

  /** What is known of a node that is not ours: nothing but where it can keep logs. */
  public static NodeAccess foreign(String name) {
    return new NodeAccess(
        name, Optional.empty(), Path.of("/"), POD_LOGS, CGROUP_PARENT, true, Map.of(), Map.of());
  }
}
