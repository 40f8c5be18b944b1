package dev.tare.target.kubernetes;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which cluster to use.
 *
 * @param kubeconfig the file; empty for the current one: {@code KUBECONFIG}, {@code
 *     ~/.kube/config}, or the service account of the pod that this program runs in
 * @param context a context of the kubeconfig; empty for its current one
 */
public record ClusterChoice(Optional<Path> kubeconfig, Optional<String> context) {

  /** The current kubeconfig with its current context. */
  public static ClusterChoice current() {
    return new ClusterChoice(Optional.empty(), Optional.empty());
  }
}
