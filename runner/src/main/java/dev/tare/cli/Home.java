package dev.tare.cli;

import java.nio.file.Path;

/** The folder that the launcher stands in: a checkout, with its scripts and its payload. */
final class Home {
  private Home() {}

  static Path path() {
    return Path.of(System.getProperty("tare.home", ".")).toAbsolutePath().normalize();
  }
}
