package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Where Tare's own programs stand: in a checkout that was built, or in an unpacked archive.
 *
 * @param runner Tare itself
 * @param bench the workloads in Java
 * @param folder a folder with those in shell
 */
record ProgramFiles(Path runner, Path bench, Path folder) {
  /** The folder of an archive that holds them. */
  static final String FOLDER = "program";

  /**
   * Those of that folder.
   *
   * @param home a checkout or an unpacked archive
   */
  static ProgramFiles of(Path home) {
    Path program = home.resolve(FOLDER);
    return Files.isDirectory(program)
        ? new ProgramFiles(
            program.resolve("runner.jar"), program.resolve("bench.jar"), program.resolve("payload"))
        : new ProgramFiles(
            home.resolve("runner/target/runner.jar"),
            home.resolve("benchmarks/target/bench.jar"),
            home.resolve("benchmarks/src/main/payload"));
  }

  /**
   * What goes into the payload image: bench.jar and the scripts.
   *
   * @throws IOException when the project was not built; it says how
   */
  List<Path> payload() throws IOException {
    List<Path> files = new ArrayList<>(List.of(built(bench)));
    files.addAll(scripts());
    return files;
  }

  /** The workloads in shell, in order of name. */
  List<Path> scripts() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  /**
   * The libraries that the runner names on its class path, and no other: beside them may lie
   * versions of yesterday.
   *
   * @throws IOException when the runner or one of them is missing; it says how to build it
   */
  List<Path> libraries() throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (String name : classPath(built(runner)).split(" ", -1)) {
      Path library = runner.resolveSibling(name);
      if (!Files.isRegularFile(library)) {
        throw new IOException(
            "there is no " + library + ", which " + runner + " needs: build the project again");
      }
      libraries.add(library);
    }
    return libraries;
  }

  private static Path built(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IOException("there is no " + jar + ": build the project, mvn -DskipTests package");
    }
    return jar;
  }

  private static String classPath(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String path =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (path == null) {
        throw new IOException(jar + " names no class path: build the project again");
      }
      return path;
    }
  }
}
