package dev.tare.payload;

import java.nio.file.Path;
import java.util.List;

/**
 * A built payload image.
 *
 * @param reference its name and tag on a node, {@code localhost/tare/payload:<key>}
 * @param tar a docker archive that holds it
 * @param digest of its manifest, {@code sha256:…}; equal inputs give an equal digest
 * @param packages Debian packages in it, {@code name version architecture}, in order of name
 */
public record PayloadImage(String reference, Path tar, String digest, List<String> packages) {
  public PayloadImage {
    packages = List.copyOf(packages);
  }
}
