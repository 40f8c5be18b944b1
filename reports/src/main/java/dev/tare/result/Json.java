package dev.tare.result;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How our JSON files are written and read: equal values give equal bytes, a missing number is never
 * taken for 0, and fields that a later minor version adds are passed over.
 */
public final class Json {

  /** One value on one line. */
  public static final JsonMapper LINE = configure().build();

  /** Indented, for people. */
  public static final JsonMapper PAGE =
      configure().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  private static JsonMapper.Builder configure() {
    return JsonMapper.builder()
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE);
  }
}
