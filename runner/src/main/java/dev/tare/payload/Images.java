package dev.tare.payload;

import dev.tare.scenario.OwnImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The images of Tare, from the archive or the cache, or else built. Each is built from what the
 * project or the archive holds.
 */
public final class Images {
  private final Path project;
  private final ImageCache cache;

  /** What goes into an image; read only when it has to be built. */
  private interface Recipe {
    ImagePlan plan(Path project) throws IOException;
  }

  /**
   * Those that the user's cache keeps.
   *
   * @param project a checkout that is built, or an unpacked archive
   * @param install whether missing packages of this machine may be installed
   */
  public Images(Path project, boolean install) {
    this(project, install, ImageCache.ofUser());
  }

  Images(Path project, boolean install, Path cache) {
    this.project = project;
    this.cache = new ImageCache(project, install, cache);
  }

  /**
   * The payload image, which runs in the pods.
   *
   * @param progress told what is being done, one line each; not called when nothing is
   * @throws IOException with what failed and why
   */
  public BuiltImage payload(Consumer<String> progress) throws IOException, InterruptedException {
    return provide(PayloadImage.NAME, PayloadImage::plan, progress);
  }

  /**
   * The image {@code tare}, which is Tare itself: a container's arguments are Tare's. The observer
   * on a cluster's nodes is run from it.
   *
   * @param progress told what is being done, one line each; not called when nothing is
   * @throws IOException with what failed and why
   */
  public BuiltImage tare(Consumer<String> progress) throws IOException, InterruptedException {
    return provide(TareImage.NAME, TareImage::plan, progress);
  }

  /**
   * The image of that kind.
   *
   * @param progress told what is being done, one line each; not called when nothing is
   * @throws IOException with what failed and why
   */
  public BuiltImage own(OwnImage image, Consumer<String> progress)
      throws IOException, InterruptedException {
    return switch (image) {
      case OwnImage.Tools _ -> provide(ToolsImage.NAME, _ -> ToolsImage.plan(), progress);
      case OwnImage.Padded padded -> cache.provide(PaddedImage.plan(padded), progress);
    };
  }

  private BuiltImage provide(String name, Recipe recipe, Consumer<String> progress)
      throws IOException, InterruptedException {
    Optional<BuiltImage> bundled = ImageFolder.bundled(project, name);
    return bundled.isPresent() ? bundled.get() : cache.provide(recipe.plan(project), progress);
  }
}
