package dev.tare.cli;

import java.nio.file.Path;

/** The folder that the launcher stands in: a checkout or an unpacked archive, each with scripts. */
final class Home {
  private Home() {}

  static Path path() {
    return Path.of(System.getProperty("tare.home", ".")).toAbsolutePath().normalize();
  }
}
