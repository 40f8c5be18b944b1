package dev.tare.report;

import dev.tare.compare.Comparison;
import dev.tare.result.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The comparison as JSON that may stand inside a {@code script} element. What is long is shortened,
 * so that the page stays small; the run folder holds it whole.
 */
final class EmbeddedJson {
  private static final int LARGEST = 1_200_000;
  private static final int LONGEST_TEXT = 8_000;
  private static final int MOST_POINTS = 1_000;

  private EmbeddedJson() {}

  static String of(Comparison comparison) {
    JsonNode tree = Json.LINE.valueToTree(comparison);
    shorten(tree);
    String json = escape(Json.LINE.writeValueAsString(tree));
    return json.length() <= LARGEST ? json : "{\"leftOut\":\"the comparison is too large\"}";
  }

  private static void shorten(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : object.propertyNames().stream().toList()) {
        JsonNode child = object.path(name);
        if (child.isString() && child.stringValue().length() > LONGEST_TEXT) {
          object.put(name, Plain.excerpt(child.stringValue(), LONGEST_TEXT));
        } else if (name.equals("points") && child.size() > MOST_POINTS) {
          object.put("pointsLeftOut", child.size());
          object.remove(name);
        } else {
          shorten(child);
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(EmbeddedJson::shorten);
    }
  }

  /** Nothing is left that could end the element, start a comment or turn the text's direction. */
  private static String escape(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '<' || c == '>' || c == '&' || c > 126) {
        safe.append("\\u%04x".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }
}
