package dev.tare.target.cri;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How the harness and the pods of one node reach each other.
 *
 * @param name of the node in reports
 * @param hostAddress where pods reach the harness; found from a pod's own address when empty
 * @param podLogs a folder that node and harness see under the same path
 * @param cgroupParent the cgroup below which each pod gets its own
 * @param temporaryCgroups whether that parent is made for the run alone, and goes with it
 * @param versions of what the node is made of, known beforehand
 */
public record NodeAccess(
    String name,
    Optional<String> hostAddress,
    Path podLogs,
    String cgroupParent,
    boolean temporaryCgroups,
    Map<String, String> versions) {
  public NodeAccess {
    versions = Map.copyOf(versions);
  }
}
