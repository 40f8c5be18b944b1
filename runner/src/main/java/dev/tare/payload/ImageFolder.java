package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder with images: {@code <name>.tar} and {@code <name>.json}, which says what is in it. The
 * cache has one for each image, an archive of Tare has one with all.
 */
final class ImageFolder {
  /** That of an archive. */
  static final String BUNDLED = "images";

  private ImageFolder() {}

  static Path tar(Path folder, String name) {
    return folder.resolve(name + ".tar");
  }

  private static Path description(Path folder, String name) {
    return folder.resolve(name + ".json");
  }

  /** Whether an image of that name was described there. */
  static boolean holds(Path folder, String name) {
    return Files.exists(description(folder, name));
  }

  /**
   * The image that came with Tare, if this is an archive with images.
   *
   * @param home a checkout or an unpacked archive
   */
  static Optional<BuiltImage> bundled(Path home, String name) throws IOException {
    Path folder = home.resolve(BUNDLED);
    return holds(folder, name) ? Optional.of(read(folder, name)) : Optional.empty();
  }

  /** Writes the description beside the image's tar. */
  static void describe(String name, BuiltImage image, String java) throws IOException {
    ObjectNode description = JsonMapper.shared().createObjectNode();
    description.put("schema", 1);
    description.put("reference", image.reference());
    description.put("digest", image.digest());
    description.put("sha256", Sha256.of(image.tar()));
    description.put("java", java);
    ArrayNode packages = description.putArray("packages");
    image.packages().forEach(packages::add);
    Files.writeString(
        image.tar().resolveSibling(name + ".json"),
        description.toPrettyString() + System.lineSeparator());
  }

  /** Copies an image with its description. */
  static void copy(String name, BuiltImage image, Path folder) throws IOException {
    Files.copy(image.tar(), tar(folder, name));
    Files.copy(image.tar().resolveSibling(name + ".json"), description(folder, name));
  }

  /**
   * Reads what was described.
   *
   * @throws IOException when the folder was damaged; it says which to remove
   */
  static BuiltImage read(Path folder, String name) throws IOException {
    try {
      JsonNode description =
          JsonMapper.shared().readTree(Files.readString(description(folder, name)));
      List<String> packages = new ArrayList<>();
      description.path("packages").forEach(line -> packages.add(line.asString()));
      Path tar = tar(folder, name);
      String digest = description.path("digest").asString("");
      if (Files.isRegularFile(tar) && digest.startsWith("sha256:")) {
        return new BuiltImage(description.path("reference").asString(), tar, digest, packages);
      }
    } catch (JacksonException e) {
      // said below, with the remedy
    }
    throw new IOException(folder + " is damaged: remove it and build again");
  }
}
