package dev.tare.payload;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A place in a registry that has copies of the images, for nodes that pull.
 *
 * @param prefix the registry and the beginning of the names in it, {@code registry.example/tare}
 */
public record Registry(String prefix) {
  /**
   * Takes a prefix with or without a slash at its end.
   *
   * @throws IllegalArgumentException when no image can have a name that begins so
   */
  public Registry {
    prefix = prefix.replaceFirst("/+$", "");
    if (!startsWithHost(prefix)) {
      throw new IllegalArgumentException(
          "'"
              + prefix
              + "' names no registry: give its host and a path, as in registry.example/tare");
    }
  }

  /** Without a host, names are taken for ones of Docker's own registry. */
  private static boolean startsWithHost(String prefix) {
    try {
      String host = ImageReference.parse(prefix + "/name").getRegistry();
      return prefix.startsWith(host) || prefix.startsWith("docker.io/");
    } catch (InvalidImageReferenceException e) {
      return false;
    }
  }

  /** What a copy of the image is called here; by its digest, so that it can be no other. */
  public String reference(BuiltImage image) {
    return prefix + "/" + image.name() + "@" + image.digest();
  }

  /**
   * Copies an image here. It gets its key as a tag, so that the registry does not take it for
   * garbage; nothing else goes by the tag.
   *
   * @return {@link #reference}
   * @throws IOException when the registry refuses it, or has it under another digest
   */
  public String push(BuiltImage image) throws IOException, InterruptedException {
    return push(image, ImageCache.layers(ImageCache.ofUser()));
  }

  String push(BuiltImage image, Path layers) throws IOException, InterruptedException {
    String tagged = prefix + "/" + image.name() + ":" + image.tag();
    String digest = new ImageWriter(layers).push(image.tar(), tagged);
    if (!digest.equals(image.digest())) {
      throw new IOException(
          "%s became %s, not %s: remove %s and build it again"
              .formatted(tagged, digest, image.digest(), image.tar()));
    }
    return reference(image);
  }
}
