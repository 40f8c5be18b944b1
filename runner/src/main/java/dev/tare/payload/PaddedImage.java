package dev.tare.payload;

import dev.tare.scenario.OwnImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * An image of a chosen size: what Tare's programs stand on, and beside it files that no process
 * reads. Their bytes are pseudo-random, so that it is as large in a registry as on a node, and the
 * same on every machine, so that equal sizes are one image.
 */
final class PaddedImage {
  static final String FOLDER = "/opt/padding";

  /** Images of such sizes have thousands of files. */
  private static final int FILE_BYTES = 64 << 10;

  private static final int FILES_PER_MEBIBYTE = (1 << 20) / FILE_BYTES;

  private PaddedImage() {}

  /** What goes into it. */
  static ImagePlan plan(OwnImage.Padded image) {
    return new ImagePlan(
        // A repository has no capital letters.
        image.name().toLowerCase(Locale.ROOT),
        ImagePlan.PROGRAM_PACKAGES,
        Optional.empty(),
        List.of(),
        image.mebibytes(),
        List.of(),
        List.of("sh"));
  }

  /** Writes the files, a folder for each MiB. */
  static void write(Path folder, int mebibytes) throws IOException {
    Random random = new Random(42);
    byte[] bytes = new byte[FILE_BYTES];
    for (int i = 0; i < mebibytes; i++) {
      Path mebibyte = Files.createDirectories(folder.resolve("%04d".formatted(i)));
      for (int j = 0; j < FILES_PER_MEBIBYTE; j++) {
        random.nextBytes(bytes);
        Files.write(mebibyte.resolve("%02d".formatted(j)), bytes);
      }
    }
  }
}
