package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A folder of the cache: the image and {@code payload.json}, which says what is in it. */
final class PayloadFolder {
  static final String TAR = "image.tar";
  static final String DESCRIPTION = "payload.json";

  private PayloadFolder() {}

  static void describe(Path folder, PayloadImage image, String java) throws IOException {
    ObjectNode description = JsonMapper.shared().createObjectNode();
    description.put("schema", 1);
    description.put("reference", image.reference());
    description.put("digest", image.digest());
    description.put("java", java);
    ArrayNode packages = description.putArray("packages");
    image.packages().forEach(packages::add);
    Files.writeString(
        folder.resolve(DESCRIPTION), description.toPrettyString() + System.lineSeparator());
  }

  /**
   * Reads what was described.
   *
   * @throws IOException when the folder was damaged; it says which to remove
   */
  static PayloadImage read(Path folder) throws IOException {
    try {
      JsonNode description =
          JsonMapper.shared().readTree(Files.readString(folder.resolve(DESCRIPTION)));
      List<String> packages = new ArrayList<>();
      description.path("packages").forEach(line -> packages.add(line.asString()));
      Path tar = folder.resolve(TAR);
      String digest = description.path("digest").asString("");
      if (Files.isRegularFile(tar) && digest.startsWith("sha256:")) {
        return new PayloadImage(description.path("reference").asString(), tar, digest, packages);
      }
    } catch (JacksonException e) {
      // said below, with the remedy
    }
    throw new IOException(folder + " is damaged: remove it and build again");
  }
}
