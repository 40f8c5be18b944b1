package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;

/** The oldest API server that has what is used. */
final class ServerVersion {
  /** RuntimeClass v1 is in 1.20, overhead stable in 1.24, Pod Security levels in 1.25. */
  private static final int OLDEST_MINOR = 25;

  private ServerVersion() {}

  /** The version, when it is new enough. */
  static String check(KubernetesClient client, ApiErrors errors) {
    VersionInfo version;
    try {
      version = client.getKubernetesVersion();
    } catch (KubernetesClientException e) {
      throw errors.of("asking for its version", e);
    }
    if (version == null || version.getGitVersion() == null) {
      throw new TargetException(
          client.getMasterUrl() + " does not answer like a Kubernetes API server",
          "look at 'server' in the kubeconfig");
    }
    // Some providers write the minor version as 27+.
    String minor = version.getMinor().replaceAll("\\D.*", "");
    if (version.getMajor().equals("1")
        && !minor.isEmpty()
        && Integer.parseInt(minor) < OLDEST_MINOR) {
      throw new TargetException(
          "the cluster has Kubernetes %s, and 1.%d is the oldest that Tare uses"
              .formatted(version.getGitVersion(), OLDEST_MINOR),
          "upgrade it, or measure on one of its nodes with --cri");
    }
    return version.getGitVersion();
  }
}
