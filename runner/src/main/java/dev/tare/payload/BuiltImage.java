package dev.tare.payload;

import java.nio.file.Path;
import java.util.List;

/**
 * A built image.
 *
 * @param reference its name and tag on a node, {@code localhost/tare/payload:<key>}
 * @param tar a docker archive that holds it
 * @param digest of its manifest, {@code sha256:…}, under which every registry has it that it was
 *     pushed to; equal inputs give an equal digest
 * @param packages Debian packages in it, {@code name version architecture}, in order of name
 */
public record BuiltImage(String reference, Path tar, String digest, List<String> packages) {
  public BuiltImage {
    packages = List.copyOf(packages);
  }

  /** What it is called, without a registry: {@code payload}. */
  public String name() {
    return reference.substring(reference.lastIndexOf('/') + 1, reference.lastIndexOf(':'));
  }

  /** What tells it from its other versions, {@code <key>}; never given to another content. */
  String tag() {
    return reference.substring(reference.lastIndexOf(':') + 1);
  }
}
