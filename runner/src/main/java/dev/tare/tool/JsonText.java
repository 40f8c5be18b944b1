package dev.tare.tool;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The JSON document in what a tool printed; lines before and after it are the tool's remarks. */
final class JsonText {
  private static final Pattern BEGIN = Pattern.compile("^[\\[{]", Pattern.MULTILINE);

  private static final ObjectReader READER =
      JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /**
   * The only one.
   *
   * @throws BadOutput when there is none, or more than one
   */
  static JsonNode read(String output) throws BadOutput {
    Matcher begin = BEGIN.matcher(output);
    if (!begin.find()) {
      throw new BadOutput("it has no JSON: no line begins with { or [");
    }
    String text = output.substring(begin.start());
    try (JsonParser parser = JsonMapper.shared().createParser(text)) {
      JsonNode document = READER.readTree(parser);
      int end = (int) Math.max(0, parser.currentLocation().getCharOffset());
      if (BEGIN.matcher(text.substring(Math.min(end, text.length()))).find()) {
        throw new BadOutput("it has more than one JSON document");
      }
      return document;
    } catch (JacksonException e) {
      throw new BadOutput("its JSON is damaged: " + Lines.cut(e.getOriginalMessage()));
    }
  }

  /**
   * A finite number.
   *
   * @param where the keys that lead there, for messages
   */
  static double number(JsonNode object, String key, String where) throws BadOutput {
    return number(object.path(key), where + "." + key);
  }

  /** The same of a value itself. */
  static double number(JsonNode value, String where) throws BadOutput {
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new BadOutput(
          where
              + (value.isMissingNode()
                  ? " is missing"
                  : " is " + Lines.cut(value.toString()) + ", not a number"));
    }
    return value.asDouble();
  }
}
