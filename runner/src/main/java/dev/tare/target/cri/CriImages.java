package dev.tare.target.cri;

import dev.tare.target.cri.api.ImageSpec;
import dev.tare.target.cri.api.ImageStatusRequest;

/** The images of a node. */
public final class CriImages {
  private CriImages() {}

  /** Whether the node at that socket has the image. */
  public static boolean has(String address, String image) {
    try (CriEndpoint endpoint = CriEndpoint.connect(address)) {
      return endpoint
          .images()
          .imageStatus(
              ImageStatusRequest.newBuilder()
                  .setImage(ImageSpec.newBuilder().setImage(image))
                  .build())
          .hasImage();
    }
  }
}
