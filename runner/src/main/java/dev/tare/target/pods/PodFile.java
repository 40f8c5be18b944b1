package dev.tare.target.pods;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file about one pod, which somebody on its node wrote. */
final class PodFile {
  private PodFile() {}

  /**
   * Its text.
   *
   * @param name a plain file name
   * @param most so many bytes are read
   */
  static String read(Path folder, String name, int most) throws IOException {
    try (InputStream file = Files.newInputStream(folder.resolve(name))) {
      return new String(file.readNBytes(most), StandardCharsets.US_ASCII);
    }
  }

  /** Why it has no text; without the pod's own name, so that a trial has the same reason once. */
  static String unreadable(String what, Path folder, IOException e) {
    return "%s below %s cannot be read (%s)".formatted(what, folder, e.getClass().getSimpleName());
  }
}
