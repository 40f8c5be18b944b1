package dev.tare.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code run.json} as text. Every minor version of the current major is read, no other major. */
final class RunJson {

  private static final Pattern SCHEMA = Pattern.compile("urn:tare:run:(\\d+)(\\.\\d+)?");

  private RunJson() {}

  static String write(Run run) {
    return Json.PAGE.writeValueAsString(run) + "\n";
  }

  static Run read(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      JsonNode tree = Json.PAGE.readTree(text);
      requireOurMajor(file, tree.path("schema").asString(""));
      completed(tree);
      return Json.PAGE.treeToValue(tree, Run.class);
    } catch (JacksonException e) {
      throw new RunFolderException("%s is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /** What was not yet stored in the first runs of this major, as null. */
  private static void completed(JsonNode tree) {
    for (JsonNode receipt : tree.path("receipts")) {
      if (receipt instanceof ObjectNode fields && !fields.has("isolation")) {
        fields.putNull("isolation");
      }
    }
  }

  private static void requireOurMajor(Path file, String schema) throws RunFolderException {
    Matcher matcher = SCHEMA.matcher(schema);
    if (!matcher.matches()) {
      throw new RunFolderException(
          "%s is no run of tare: its schema is \"%s\"".formatted(file, schema));
    }
    if (!Run.SCHEMA.endsWith(":" + matcher.group(1))) {
      throw new RunFolderException(
          "%s has schema %s, and this tare reads %s: open it with the tare that wrote it"
              .formatted(file, schema, Run.SCHEMA));
    }
  }
}
