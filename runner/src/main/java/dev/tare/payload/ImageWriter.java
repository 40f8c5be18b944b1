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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Puts the layers of the payload image together, without a container engine or a registry. */
final class ImageWriter {
  static final String JAVA_FOLDER = "/opt/java";
  static final String TARE_FOLDER = "/opt/tare";

  private final Path layerCache;

  ImageWriter(Path layerCache) {
    this.layerCache = layerCache;
  }

  /**
   * Writes a docker archive.
   *
   * @param programs files for {@link #TARE_FOLDER}, each with its name
   * @return the digest of its manifest
   */
  String write(
      Path base, String architecture, Path java, List<Path> programs, Path tar, String name)
      throws IOException, InterruptedException {
    FileEntriesLayer.Builder tare = FileEntriesLayer.builder().setName("tare");
    for (Path program : programs) {
      AbsoluteUnixPath target =
          AbsoluteUnixPath.get(TARE_FOLDER).resolve(program.getFileName().toString());
      tare.addEntry(program, target, permissions(program));
    }
    JibContainerBuilder image =
        Jib.from(TarImage.at(base))
            .setPlatforms(Set.of(new Platform(architecture, "linux")))
            .addFileEntriesLayer(java(java))
            .addFileEntriesLayer(tare.build())
            .addEnvironmentVariable("PATH", JAVA_FOLDER + "/bin:/usr/sbin:/usr/bin")
            .setUser("65534:65534")
            .setProgramArguments("/usr/bin/busybox", "sh", TARE_FOLDER + "/idle");
    try {
      return containerize(
          image, Containerizer.to(TarImage.at(tar).named(name)).setOfflineMode(true));
    } catch (InvalidImageReferenceException e) {
      throw new IOException("'" + name + "' is no image reference: " + e.getMessage(), e);
    }
  }

  /**
   * Copies a written archive to a registry, with the credentials of docker's configuration file
   * where it has some.
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
      return containerize(Jib.from(TarImage.at(tar)), Containerizer.to(registry));
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

  /** Links among the licence texts are followed, because Jib would drop them. */
  private static FileEntriesLayer java(Path folder) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("java");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        AbsoluteUnixPath target =
            AbsoluteUnixPath.get(JAVA_FOLDER).resolve(folder.relativize(file).toString());
        layer.addEntry(file.toRealPath(), target, permissions(file));
      }
    }
    return layer.build();
  }

  private static FilePermissions permissions(Path file) {
    return FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644");
  }
}
