package dev.tare.cli;

import dev.tare.payload.BuiltImage;
import dev.tare.payload.Images;
import dev.tare.scenario.OwnImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of Tare's images are meant, and how they may be built. */
final class ImageOptions {
  /** An archive has the other two, and needs root and a Debian mirror for these. */
  @Option(
      names = "--also",
      split = ",",
      paramLabel = "IMAGE",
      description =
          "Also these images of Tare's, which some scenarios run: tools, or padded-SIZE such as"
              + " padded-256Mi.")
  @Nullable List<String> also;

  @Option(names = "--no-install", description = "Install no packages; say what is missing.")
  boolean noInstall;

  /**
   * Those that are meant, built unless they stand in the cache.
   *
   * @param progress told what is being done, one line each
   */
  List<BuiltImage> built(Consumer<String> progress) throws IOException, InterruptedException {
    List<String> names = also == null ? List.of() : also;
    // A name that is none shall not be said after a minute of building.
    List<OwnImage> more = names.stream().map(ImageOptions::own).toList();
    Images images = new Images(Home.path(), !noInstall);
    List<BuiltImage> built = new ArrayList<>();
    built.add(images.payload(progress));
    built.add(images.tare(progress));
    for (OwnImage image : more) {
      built.add(images.own(image, progress));
    }
    return built;
  }

  private static OwnImage own(String name) {
    return OwnImage.of(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no image \"%s\": --also takes tools, and padded-1Mi to padded-8Gi"
                        .formatted(name)));
  }
}
