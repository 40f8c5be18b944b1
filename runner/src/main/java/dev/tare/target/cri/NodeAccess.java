package dev.tare.target.cri;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the harness and the pods of one node reach each other.
 *
 * @param name of the node in reports
 * @param hostAddress where pods reach the harness; found from a pod's own address when empty
 * @param root the node's root folder, as this machine sees it
 * @param podLogs a folder that node and harness see under the same path
 * @param cgroupParent the cgroup below which each pod gets its own
 * @param temporaryCgroups whether that parent is made for the run alone, and goes with it
 * @param versions of what the node is made of, known beforehand
 * @param variants handlers that a run takes only when it names them, and how each differs
 */
public record NodeAccess(
    String name,
    Optional<String> hostAddress,
    Path root,
    Path podLogs,
    String cgroupParent,
    boolean temporaryCgroups,
    Map<String, String> versions,
    Map<String, String> variants) {
  public NodeAccess {
    versions = Map.copyOf(versions);
    variants = Map.copyOf(variants);
  }

  /** The same, with these variants. */
  public NodeAccess with(Map<String, String> variants) {
    return new NodeAccess(
        name, hostAddress, root, podLogs, cgroupParent, temporaryCgroups, versions, variants);
  }
}
