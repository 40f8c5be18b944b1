package dev.tare.payload;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Puts the layers of an image together, without a container engine or a registry. */
final class ImageWriter {
  private final Path layerCache;

  ImageWriter(Path layerCache) {
    this.layerCache = layerCache;
  }

  /**
   * Folders that were made for the image.
   *
   * @param java the linked Java run-time image, if there is one
   * @param padding files that nothing reads, if there are some
   */
  record Made(Optional<Path> java, Optional<Path> padding) {}

  /**
   * Writes a docker archive.
   *
   * @param base the Debian root as a docker archive
   * @return the digest of its manifest
   */
  String write(ImagePlan plan, Path base, Made made, String architecture, Path tar, String name)
      throws IOException, InterruptedException {
    JibContainerBuilder image =
        Jib.from(TarImage.at(base))
            .setPlatforms(Set.of(new Platform(architecture, "linux")))
            .addEnvironmentVariable("PATH", ImagePlan.PATH)
            .setUser(ImagePlan.USER)
            .setProgramArguments(plan.arguments());
    if (made.padding().isPresent()) {
      image.addFileEntriesLayer(tree("padding", made.padding().get(), PaddedImage.FOLDER));
    }
    if (made.java().isPresent()) {
      image.addFileEntriesLayer(tree("java", made.java().get(), ImagePlan.JAVA_FOLDER));
    }
    if (!plan.entrypoint().isEmpty()) {
      image.setEntrypoint(plan.entrypoint());
    }
    plan.layers().forEach(layer -> image.addFileEntriesLayer(files(layer)));
    try {
      return containerize(
          image, Containerizer.to(TarImage.at(tar).named(name)).setOfflineMode(true));
    } catch (InvalidImageReferenceException e) {
      throw new IOException("'" + name + "' is no image reference: " + e.getMessage(), e);
    }
  }

  /**
   * Copies a written archive to a registry, with the credentials of docker's configuration file
   * where it has some. A registry of this machine may be one without TLS.
   *
   * @return the digest under which the registry has it
   */
  String push(Path tar, String reference) throws IOException, InterruptedException {
    try {
      ImageReference target = ImageReference.parse(reference);
      RegistryImage registry =
          RegistryImage.named(target)
              .addCredentialRetriever(
                  CredentialRetrieverFactory.forImage(target, event -> {}).dockerConfig());
      boolean local = target.getRegistry().startsWith("localhost:");
      return containerize(
          Jib.from(TarImage.at(tar)), Containerizer.to(registry).setAllowInsecureRegistries(local));
    } catch (InvalidImageReferenceException e) {
      throw new IOException("'" + reference + "' is no image reference: " + e.getMessage(), e);
    }
  }

  private String containerize(JibContainerBuilder image, Containerizer target)
      throws IOException, InterruptedException {
    try {
      return image
          .containerize(
              target
                  .setToolName("tare")
                  .setBaseImageLayersCache(layerCache)
                  .setApplicationLayersCache(layerCache))
          .getDigest()
          .toString();
    } catch (InterruptedException | IOException e) {
      throw e;
    } catch (ExecutionException e) {
      throw new IOException("the image could not be put together: " + e.getCause(), e);
    } catch (Exception e) {
      throw new IOException("the image could not be put together: " + e.getMessage(), e);
    }
  }

  private static FileEntriesLayer files(ImagePlan.Layer plan) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(plan.name());
    AbsoluteUnixPath folder = AbsoluteUnixPath.get(plan.folder());
    for (Path file : plan.files()) {
      layer.addEntry(file, folder.resolve(file.getFileName().toString()), permissions(file));
    }
    return layer.build();
  }

  /** Links among Java's licence texts are followed, because Jib would drop them. */
  private static FileEntriesLayer tree(String name, Path folder, String target) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        AbsoluteUnixPath there =
            AbsoluteUnixPath.get(target).resolve(folder.relativize(file).toString());
        layer.addEntry(file.toRealPath(), there, permissions(file));
      }
    }
    return layer.build();
  }

  private static FilePermissions permissions(Path file) {
    return FilePermissions.fromOctalString(ImagePlan.mode(file));
  }
}
