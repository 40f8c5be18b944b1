package dev.tare.compare;

import dev.tare.result.Json;

/** A comparison for machines, as {@code comparison.schema.json} describes it. */
public final class ComparisonJson {

  /** The current version of the shape. */
  public static final String SCHEMA = "urn:tare:comparison:1";

  private record Document(String schema, Comparison comparison) {}

  private ComparisonJson() {}

  /** Indented, ended by a newline; the same comparison always gives the same text. */
  public static String write(Comparison comparison) {
    return Json.PAGE.writeValueAsString(new Document(SCHEMA, comparison)) + "\n";
  }
}
