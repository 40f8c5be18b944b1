package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds images and keeps each in {@code $XDG_CACHE_HOME/tare/images/<name>-<key>/}, the key being
 * a hash of everything that goes into it. Those of the same packages share one Debian root.
 */
final class ImageCache {
  /** From here on the padding is what takes time. */
  private static final long LONG_PADDING = 256L << 20;

  private final Path project;
  private final boolean install;
  private final Path cache;

  /**
   * The cache in that folder.
   *
   * @param project the project's root folder, which has the script that builds root file systems
   * @param install whether missing packages of this machine may be installed
   */
  ImageCache(Path project, boolean install, Path cache) {
    this.project = project;
    this.install = install;
    this.cache = cache;
  }

  /** The user's own. */
  static Path ofUser() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path root =
        set == null || set.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return root.resolve("tare/images");
  }

  /** Where a cache keeps the layers that Jib made. */
  static Path layers(Path cache) {
    return cache.resolve("layers");
  }

  /**
   * Takes the image from the cache, or builds it.
   *
   * @param progress told what is being done, one line each; not called when nothing is
   * @throws IOException with what failed and why
   */
  BuiltImage provide(ImagePlan plan, Consumer<String> progress)
      throws IOException, InterruptedException {
    BaseRoot base = root(plan.packages(), progress);
    String key = plan.key(base.packages());
    Path folder = cache.resolve(plan.name() + "-" + key);
    if (!ImageFolder.holds(folder, plan.name())) {
      progress.accept("building the image " + plan.name() + " (" + takes(plan) + ")");
      build(plan, base, plan.repository() + ":" + key.substring(0, 12), folder);
    }
    return ImageFolder.read(folder, plan.name());
  }

  /** A gibibyte of padding takes about a minute to write, pack and name by its digest. */
  private static String takes(ImagePlan plan) {
    return plan.padding() < LONG_PADDING ? "about 20 s" : "about a minute per GiB";
  }

  /** The Debian root with those packages, from the cache or built. */
  BaseRoot root(List<String> packages, Consumer<String> progress)
      throws IOException, InterruptedException {
    Files.createDirectories(cache);
    return BaseRoot.provide(packages, project, cache, install, progress);
  }

  private void build(ImagePlan plan, BaseRoot base, String reference, Path folder)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(cache, "build-");
    try {
      Path result = Files.createDirectory(work.resolve("result"));
      Optional<Path> java = plan.java().map(_ -> work.resolve("java"));
      if (plan.java().isPresent()) {
        plan.java().get().link(java.orElseThrow(), work.resolve("jlink.log"));
      }
      Optional<Path> padding = Optional.empty();
      if (plan.padding() > 0) {
        padding = Optional.of(work.resolve("padding"));
        PaddedImage.write(padding.get(), plan.padding());
      }
      Path archive = work.resolve("base.tar");
      DockerArchive.write(base.tar(), architecture(), archive);
      Path tar = ImageFolder.tar(result, plan.name());
      String digest =
          new ImageWriter(layers(cache))
              .write(
                  plan,
                  archive,
                  new ImageWriter.Made(java, padding),
                  architecture(),
                  tar,
                  reference);
      ImageFolder.describe(
          plan.name(),
          new BuiltImage(reference, tar, digest, base.packages()),
          plan.java().isPresent() ? JavaRuntime.version() : "");
      publish(result, folder, plan.name());
    } finally {
      BaseRoot.delete(work);
    }
  }

  /** Another build may have been faster; its image is the same. */
  private static void publish(Path result, Path folder, String name) throws IOException {
    try {
      Files.move(result, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!ImageFolder.holds(folder, name)) {
        throw e;
      }
    }
  }

  /** Of this machine, in Go's words. */
  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }
}
