package dev.tare.payload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Builds the payload image from packages, the running JDK and bench.jar, and keeps it in {@code
 * $XDG_CACHE_HOME/tare/payload/<key>/}, the key being a hash of everything that goes into it.
 */
public final class PayloadBuilder {
  private static final String REPOSITORY = "localhost/tare/payload";

  /** Changes with the way in which the image is put together. */
  private static final String RECIPE = "1";

  private final Path project;
  private final boolean install;
  private final Path cache;

  /**
   * A builder that uses the user's cache.
   *
   * @param project the project's root folder, with {@code benchmarks/} built
   * @param install whether missing packages of this machine may be installed
   */
  public PayloadBuilder(Path project, boolean install) {
    this(project, install, userCache());
  }

  PayloadBuilder(Path project, boolean install, Path cache) {
    this.project = project;
    this.install = install;
    this.cache = cache;
  }

  /**
   * Takes the image from the cache, or builds it.
   *
   * @param progress told what is being done, one line each; not called when nothing is
   * @throws IOException with what failed and why
   */
  public PayloadImage build(Consumer<String> progress) throws IOException, InterruptedException {
    List<Path> programs = programs();
    Files.createDirectories(cache);
    BaseRoot base = BaseRoot.provide(project, cache, install, progress);
    String key = key(programs, base);
    Path folder = cache.resolve(key);
    if (!Files.exists(folder.resolve(PayloadFolder.DESCRIPTION))) {
      progress.accept("building the payload image (about 20 s)");
      build(programs, base, key, folder);
    }
    return PayloadFolder.read(folder);
  }

  /**
   * Copies an image to a registry.
   *
   * @param reference for example {@code registry.example/tare/payload:1}
   * @return the digest under which the registry has it
   */
  public String push(PayloadImage image, String reference)
      throws IOException, InterruptedException {
    return new ImageWriter(cache.resolve("layers")).push(image.tar(), reference);
  }

  private void build(List<Path> programs, BaseRoot base, String key, Path folder)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(cache, "build-");
    try {
      Path result = Files.createDirectory(work.resolve("result"));
      Path java = work.resolve("java");
      JavaRuntime.link(java, work.resolve("jlink.log"));
      Path archive = work.resolve("base.tar");
      DockerArchive.write(base.tar(), architecture(), archive);
      String reference = REPOSITORY + ":" + key.substring(0, 12);
      Path tar = result.resolve(PayloadFolder.TAR);
      String digest =
          new ImageWriter(cache.resolve("layers"))
              .write(archive, architecture(), java, programs, tar, reference);
      PayloadFolder.describe(
          result, new PayloadImage(reference, tar, digest, base.packages()), JavaRuntime.version());
      publish(result, folder);
    } finally {
      BaseRoot.delete(work);
    }
  }

  /** Another build may have been faster; its image is the same. */
  private static void publish(Path result, Path folder) throws IOException {
    try {
      Files.move(result, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(folder.resolve(PayloadFolder.DESCRIPTION))) {
        throw e;
      }
    }
  }

  private List<Path> programs() throws IOException {
    Path jar = project.resolve("benchmarks/target/bench.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IOException("there is no " + jar + ": build the project, mvn -DskipTests package");
    }
    List<Path> programs = new ArrayList<>(List.of(jar));
    try (Stream<Path> scripts = Files.list(project.resolve("benchmarks/src/main/payload"))) {
      scripts.sorted().forEach(programs::add);
    }
    return programs;
  }

  private static String key(List<Path> programs, BaseRoot base) throws IOException {
    MessageDigest digest = Sha256.digest();
    for (Path program : programs) {
      add(digest, program.getFileName() + " " + Files.size(program));
      digest.update(Files.readAllBytes(program));
    }
    base.packages().forEach(line -> add(digest, line));
    for (String part : List.of(JavaRuntime.version(), JavaRuntime.MODULES, JavaRuntime.OPTIONS)) {
      add(digest, part);
    }
    add(digest, RECIPE);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }

  private static Path userCache() {
    String set = System.getenv("XDG_CACHE_HOME");
    Path root =
        set == null || set.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(set);
    return root.resolve("tare/payload");
  }
}
