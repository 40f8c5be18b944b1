package dev.tare.target.cri;

import dev.tare.target.TargetException;
import dev.tare.target.cri.api.ImageSpec;
import dev.tare.target.cri.api.ImageStatusRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The images of a node. */
public final class CriImages {
  private CriImages() {}

  /** Whether the node at that socket has the image. */
  public static boolean has(String address, String image) {
    try (CriEndpoint endpoint = CriEndpoint.connect(address)) {
      return has(endpoint, image);
    }
  }

  static boolean has(CriEndpoint endpoint, String image) {
    return endpoint
        .images()
        .imageStatus(
            ImageStatusRequest.newBuilder()
                .setImage(ImageSpec.newBuilder().setImage(image))
                .build())
        .hasImage();
  }

  /**
   * Loads an archive into the containerd of that socket. CRI has no call for it: containerd's own
   * client does it, in the namespace that CRI sees.
   *
   * @throws TargetException when the runtime is not containerd, or there is no {@code ctr}
   */
  public static void load(String address, String image, Path archive) throws InterruptedException {
    String runtime;
    try (CriEndpoint endpoint = CriEndpoint.connect(address)) {
      runtime = endpoint.version().getRuntimeName();
    }
    if (!runtime.equals("containerd")) {
      throw new TargetException(
          runtime + " cannot load an archive through its socket",
          "run 'podman load -i " + archive + "' on the node, or 'tare payload push' to a registry");
    }
    String socket = address.replaceFirst("^unix://", "");
    List<String> command =
        List.of("ctr", "-a", socket, "-n", "k8s.io", "images", "import", archive.toString());
    try {
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0 || !has(address, image)) {
        throw new TargetException(
            "'" + String.join(" ", command) + "' did not load " + image, "see above");
      }
    } catch (IOException e) {
      throw new TargetException(
          "cannot run ctr, which comes with containerd: " + e.getMessage(),
          "put it on the path, or use 'tare payload push' to a registry");
    }
  }
}
