package dev.tare.scenario;

import dev.tare.scenario.yaml.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scenarios that come with Tare, and what helps to write one's own. */
public final class Catalog {

  /** In the order in which a newcomer wants to read them. */
  private static final List<String> NAMES =
      List.of(
          "demo",
          "aa-check",
          "startup-serial",
          "startup-burst",
          "startup-open",
          "startup-nginx",
          "startup-sizes",
          "memory-idle",
          "memory-limits",
          "memory-working",
          "density-idle",
          "syscalls",
          "files",
          "network",
          "network-pairs",
          "cpu-cost",
          "fio",
          "sysbench",
          "redis",
          "nginx-wrk",
          "nginx-kata",
          "hypervisors");

  private Catalog() {}

  public static List<String> names() {
    return NAMES;
  }

  /**
   * The scenario of that name.
   *
   * @throws IllegalArgumentException when there is none, with the nearest name
   */
  public static Scenario load(String name) {
    return ScenarioLoader.parse(name + ".yaml", text(name));
  }

  /**
   * The file of that name, with its comments.
   *
   * @throws IllegalArgumentException when there is none, with the nearest name
   */
  public static String text(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no scenario \"" + name + "\" in the catalog; " + NearestName.advice(name, NAMES));
    }
    return resource("catalog/" + name + ".yaml");
  }

  /** The JSON Schema of scenario files, for editors. */
  public static String schema() {
    return resource("scenario.schema.json");
  }

  /** A commented file to begin a scenario of one's own with. */
  public static String starter(String name) {
    return resource("init.yaml").replace("my-scenario", name);
  }

  private static String resource(String path) {
    try (InputStream in = Catalog.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
