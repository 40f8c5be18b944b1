package dev.tare.payload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What makes an image on top of the Debian root.
 *
 * @param name of the image, which is {@code localhost/tare/<name>}
 * @param packages Debian packages in the root below it, by name
 * @param java the Java run-time image in it, if there is one
 * @param layers in order, those that change least first
 * @param padding MiB of files that nothing reads
 * @param entrypoint what a container runs before its arguments; may be empty
 * @param arguments those of a container that is given none
 */
record ImagePlan(
    String name,
    List<String> packages,
    Optional<JavaRuntime> java,
    List<Layer> layers,
    int padding,
    List<String> entrypoint,
    List<String> arguments) {
  static final String JAVA_FOLDER = "/opt/java";
  static final String TARE_FOLDER = "/opt/tare";

  /** Nobody: what runs needs no rights of its own. */
  static final String USER = "65534:65534";

  static final String PATH = JAVA_FOLDER + "/bin:/usr/sbin:/usr/bin";

  /** What those images stand on that are Tare's own programs. */
  static final List<String> PROGRAM_PACKAGES = List.of("busybox-static", "iperf3");

  /** Changes with the way in which an image is put together. */
  private static final String RECIPE = "2";

  ImagePlan {
    packages = List.copyOf(packages);
    layers = List.copyOf(layers);
    entrypoint = List.copyOf(entrypoint);
    arguments = List.copyOf(arguments);
  }

  /** One without padding. */
  ImagePlan(
      String name,
      List<String> packages,
      Optional<JavaRuntime> java,
      List<Layer> layers,
      List<String> entrypoint,
      List<String> arguments) {
    this(name, packages, java, layers, 0, entrypoint, arguments);
  }

  /**
   * Files that go in together.
   *
   * @param folder where they stand in the image
   * @param files each goes in under its own name
   */
  record Layer(String name, String folder, List<Path> files) {
    Layer {
      files = List.copyOf(files);
    }
  }

  /** The image's name on a node, without a tag. */
  String repository() {
    return "localhost/tare/" + name;
  }

  /**
   * A hash of everything that goes in, in lower-case hexadecimal.
   *
   * @param installed every package of the root, {@code name version architecture}
   */
  String key(List<String> installed) throws IOException {
    MessageDigest digest = Sha256.digest();
    for (Layer layer : layers) {
      for (Path file : layer.files()) {
        add(
            digest,
            "%s/%s %d %s"
                .formatted(layer.folder(), file.getFileName(), Files.size(file), mode(file)));
        digest.update(Files.readAllBytes(file));
      }
      add(digest, layer.name());
    }
    installed.forEach(line -> add(digest, line));
    add(digest, name);
    java.ifPresent(
        runtime ->
            List.of(JavaRuntime.version(), runtime.modules(), runtime.options())
                .forEach(part -> add(digest, part)));
    if (padding > 0) {
      add(digest, "padding " + padding);
    }
    List.of(USER, PATH, RECIPE).forEach(part -> add(digest, part));
    entrypoint.forEach(word -> add(digest, "entrypoint " + word));
    arguments.forEach(word -> add(digest, "argument " + word));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The permissions that a file has in the image, in octal. */
  static String mode(Path file) {
    return Files.isExecutable(file) ? "755" : "644";
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
