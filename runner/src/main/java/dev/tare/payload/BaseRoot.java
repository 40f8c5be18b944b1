package dev.tare.payload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Debian root file system below images, kept in the cache until its folder is removed: its
 * package versions are those of the day on which it was built, and are part of the images' keys.
 *
 * @param tar the root file system
 * @param packages {@code name version architecture}
 */
record BaseRoot(Path tar, List<String> packages) {
  BaseRoot {
    packages = List.copyOf(packages);
  }

  /**
   * Takes it from the cache, or builds it there.
   *
   * @param wanted packages by name
   * @param project the project's root folder, which has the script that builds root file systems
   * @param install whether that script may install what it needs
   */
  static BaseRoot provide(
      List<String> wanted, Path project, Path cache, boolean install, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path tar = cache.resolve("base-" + String.join("-", wanted) + ".tar");
    Path list = tar.resolveSibling(tar.getFileName() + ".packages");
    if (!Files.exists(tar) || !Files.exists(list)) {
      progress.accept(
          "building a Debian root with %s (%s)"
              .formatted(String.join(", ", wanted), wanted.size() > 2 ? "a minute" : "about 15 s"));
      build(wanted, project, tar, list, install);
    }
    return new BaseRoot(tar, Files.readAllLines(list, StandardCharsets.UTF_8));
  }

  private static void build(List<String> wanted, Path project, Path tar, Path list, boolean install)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory(tar.getParent(), "base-");
    try {
      Path part = work.resolve("root.tar");
      List<String> command = new ArrayList<>();
      command.add(project.resolve("infra/debian/rootfs").toString());
      command.addAll(List.of("--out", part.toString()));
      if (!install) {
        command.add("--no-install");
      }
      command.addAll(wanted);
      Command.run(command, work.resolve("log"));
      // The list last: it says that the tar is whole.
      Files.deleteIfExists(list);
      Files.move(part, tar, StandardCopyOption.ATOMIC_MOVE);
      Files.move(work.resolve("root.tar.packages"), list, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(work);
    }
  }

  /** Removes a folder with what is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
