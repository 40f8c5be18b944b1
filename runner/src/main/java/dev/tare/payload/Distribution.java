package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lays out what an archive of Tare is made of, as far as it comes out of the build: programs, their
 * Java, and the images. {@code infra/build/dist} adds the rest and packs it.
 */
final class Distribution {
  private final Path project;
  private final Path archive;
  private final ImageCache cache;

  private Distribution(Path project, Path archive) {
    this.project = project;
    this.archive = archive;
    this.cache = new ImageCache(project, false, ImageCache.ofUser());
  }

  /** Takes a built checkout and the folder to fill. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Distribution distribution =
        new Distribution(Path.of(args[0]), Files.createDirectories(Path.of(args[1])));
    distribution.programs();
    distribution.java();
    distribution.images(System.err::println);
  }

  private void programs() throws IOException {
    ProgramFiles built = ProgramFiles.of(project);
    Path program = archive.resolve(ProgramFiles.FOLDER);
    copy(List.of(built.runner(), built.bench()), program);
    copy(built.libraries(), program.resolve("lib"));
    copy(built.scripts(), program.resolve("payload"));
  }

  private void java() throws IOException, InterruptedException {
    Path log = archive.resolveSibling("jlink.log");
    JavaRuntime.RUNNER.link(archive.resolve("runtime"), log);
  }

  /** Images need mmdebstrap and packages. Without these the archive is of use still. */
  private void images(Consumer<String> progress) throws IOException, InterruptedException {
    try {
      cache.root(ImagePlan.PROGRAM_PACKAGES, progress);
    } catch (IOException e) {
      progress.accept("tare: the archive is made without images: " + e.getMessage());
      return;
    }
    Path images = Files.createDirectory(archive.resolve(ImageFolder.BUNDLED));
    Images built = new Images(project, false);
    ImageFolder.copy(PayloadImage.NAME, built.payload(progress), images);
    ImageFolder.copy(TareImage.NAME, built.tare(progress), images);
  }

  private static void copy(List<Path> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path file : files) {
      Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
