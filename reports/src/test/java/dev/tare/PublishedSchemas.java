package dev.tare;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schemas as they are packed. */
public final class PublishedSchemas {

  private PublishedSchemas() {}

  /** What that schema finds wrong; empty when the text is valid. */
  public static List<Error> errors(String name, String json) throws IOException {
    String resource = "/dev/tare/schema/" + name + ".schema.json";
    try (InputStream stream = PublishedSchemas.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new FileNotFoundException(resource);
      }
      String schema = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(schema, InputFormat.JSON)
          .validate(json, InputFormat.JSON);
    }
  }
}
