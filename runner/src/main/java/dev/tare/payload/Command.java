package dev.tare.payload;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs another program to its end. */
final class Command {
  private Command() {}

  /**
   * Returns when the program ended well.
   *
   * @throws IOException with the last lines that it printed when it failed
   */
  static void run(List<String> command, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.toFile())
            .start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        Excerpt last = new Excerpt();
        Files.readAllLines(log, StandardCharsets.UTF_8).forEach(last::add);
        throw new IOException(command.getFirst() + " failed with status " + status + ": " + last);
      }
    } catch (InterruptedException e) {
      process.destroy();
      throw e;
    }
  }
}
