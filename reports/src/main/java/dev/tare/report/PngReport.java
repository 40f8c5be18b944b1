package dev.tare.report;

import dev.tare.chart.Picture;
import dev.tare.chart.Png;
import dev.tare.compare.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The pictures as PNG files, one for each that has data. */
public final class PngReport {
  private PngReport() {}

  /**
   * Writes {@code startup-ecdf.png}, {@code cost.png}, {@code phases.png}, {@code memory.png},
   * {@code syscalls.png} and {@code network.png} into that folder, which is made when it is not
   * there.
   *
   * @return the files that were written
   */
  public static List<Path> write(Comparison comparison, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Picture picture : new Pictures(comparison).all()) {
      Path file = folder.resolve(picture.name() + ".png");
      Files.write(file, Png.of(picture));
      files.add(file);
    }
    return files;
  }
}
