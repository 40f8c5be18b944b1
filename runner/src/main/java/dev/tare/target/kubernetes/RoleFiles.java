package dev.tare.target.kubernetes;

import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The roles of infra/kubernetes, which somebody makes before the first run. */
final class RoleFiles {
  private RoleFiles() {}

  /**
   * Those that runs with observers of that tier need.
   *
   * @param home the folder that holds {@code infra}
   */
  static List<ClusterManifests.Document> of(Path home, Tier tier) throws IOException {
    List<ClusterManifests.Document> roles = new ArrayList<>();
    for (String file : List.of("runner.yaml", "observer.yaml")) {
      String text = Files.readString(home.resolve("infra/kubernetes").resolve(file));
      for (String document : text.split("(?m)^---$", -1)) {
        ClusterRole role = Serialization.unmarshal(document, ClusterRole.class);
        if (needed(role.getMetadata().getName(), tier)) {
          roles.add(new ClusterManifests.Document(purpose(role.getMetadata().getName()), role));
        }
      }
    }
    return roles;
  }

  private static boolean needed(String role, Tier tier) {
    return switch (role) {
      case "tare-runner" -> true;
      case "tare-runner-observer" -> tier != Tier.NONE;
      default -> tier == Tier.KUBELET;
    };
  }

  private static String purpose(String role) {
    return switch (role) {
      case "tare-runner" -> "For whoever runs Tare. A run makes no roles: make them beforehand.";
      case "tare-runner-observer" -> "For whoever runs Tare with observers on the nodes.";
      case "tare-runner-kubelet" ->
          "For whoever runs Tare with --observer kubelet: it may give tare-observer away, and has"
              + " none of\nits rights itself.";
      case ObserverManifest.ROLE ->
          "For the observers: statistics alone. Not nodes/proxy, which permits to exec into any"
              + " pod.";
      default -> throw new IllegalStateException("nobody says what the role is for: " + role);
    };
  }
}
