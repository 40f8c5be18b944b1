package dev.tare.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Goes over a cgroup hierarchy while the node changes it. */
final class CgroupWalk {
  private CgroupWalk() {}

  /**
   * Shows every group, those above first; groups that vanish on the way are passed over.
   *
   * @param visit says whether the walk goes on below it
   */
  static void over(Path hierarchy, Function<Path, FileVisitResult> visit) {
    try {
      Files.walkFileTree(
          hierarchy,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return visit.apply(folder);
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE; // a cgroup that was removed during the walk
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot walk the cgroups under " + hierarchy, e);
    }
  }
}
