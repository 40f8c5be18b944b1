package dev.tare.measure;

import dev.tare.result.TrialResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Result documents of payloads; what is in them is not trusted. */
final class Documents {
  private Documents() {}

  /**
   * The document of that name.
   *
   * @throws BadMeasurement when it is missing, no JSON, or of another kind or version
   */
  static JsonNode read(TrialResult result, String name, String kind) throws BadMeasurement {
    String text = result.output().get(name);
    if (text == null) {
      throw new BadMeasurement("the payload left no " + name);
    }
    try {
      JsonNode document = JsonMapper.shared().readTree(text);
      if (document.path("schema").asInt(0) != 1
          || !document.path("kind").asString("").equals(kind)) {
        throw new BadMeasurement(name + " is not a '" + kind + "' document of version 1");
      }
      return document;
    } catch (JacksonException e) {
      throw new BadMeasurement(name + " is no JSON: " + e.getOriginalMessage());
    }
  }

  /** A number above zero. */
  static double positive(JsonNode object, String key, String where) throws BadMeasurement {
    JsonNode value = object.path(key);
    if (!value.isNumber() || !Double.isFinite(value.asDouble()) || value.asDouble() <= 0) {
      throw new BadMeasurement(where + "." + key + " is " + value + ", not a number above zero");
    }
    return value.asDouble();
  }
}
