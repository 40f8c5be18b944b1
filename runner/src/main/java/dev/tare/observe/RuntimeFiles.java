package dev.tare.observe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of a node that its containerd names, read through the root of the containerd that has them:
 * it may stand in a root of its own, and the node's first process may be closed to others.
 */
public final class RuntimeFiles {
  private static final String RUNTIME = "containerd";

  private final Path proc;
  private Path root;

  /**
   * Of a node.
   *
   * @param proc of its process namespace
   */
  public RuntimeFiles(Path proc) {
    this.proc = proc;
    this.root = firstProcess();
  }

  private Path firstProcess() {
    return proc.resolve("1/root");
  }

  /** Where this program sees that absolute path; below the first process where no other has it. */
  public synchronized Path seen(Path path) {
    Path below = Path.of("/").relativize(path);
    if (!Files.exists(root.resolve(below))) {
      root = find(below);
    }
    return root.resolve(below);
  }

  private Path find(Path below) {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (Path process : processes) {
        Path candidate = process.resolve("root");
        if (isRuntime(process) && Files.exists(candidate.resolve(below))) {
          return candidate;
        }
      }
    } catch (IOException e) {
      // Then nothing is found.
    }
    return firstProcess();
  }

  private static boolean isRuntime(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip().equals(RUNTIME);
    } catch (IOException e) {
      return false;
    }
  }
}
