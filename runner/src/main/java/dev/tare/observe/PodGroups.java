package dev.tare.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cgroups that a kubelet makes for pods: {@code pod<uid>}, or with systemd a slice whose name
 * ends in {@code -pod<uid with underscores>.slice}.
 */
public final class PodGroups {
  /** A pod's group, whose inside is of no interest when it is another pod's. */
  private static final Pattern OF_A_POD =
      Pattern.compile("(.*-)?pod[0-9a-f]{8}[-_0-9a-f]{24,28}(\\.slice)?");

  private final Path root;

  /**
   * @param cgroupRoot {@code /sys/fs/cgroup}, or a captured tree
   */
  public PodGroups(Path cgroupRoot) {
    this.root = cgroupRoot;
  }

  /** The names that the group of this pod may have. */
  static boolean named(String folder, String uid) {
    return folder.equals("pod" + uid)
        || folder.endsWith("-pod" + uid.replace('-', '_') + ".slice")
        || folder.equals("pod" + uid.replace('-', '_') + ".slice");
  }

  /** Its folders, one of each hierarchy that has it; none when it is gone. */
  public List<Path> of(String uid) {
    List<Path> found = new ArrayList<>();
    hierarchies().forEach(hierarchy -> walk(hierarchy, uid, found));
    return found;
  }

  private List<Path> hierarchies() {
    if (Files.exists(root.resolve("cgroup.controllers"))) {
      return List.of(root);
    }
    List<Path> hierarchies = new ArrayList<>();
    try (DirectoryStream<Path> children =
        // cpu is a link to cpu,cpuacct.
        Files.newDirectoryStream(
            root, child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))) {
      children.forEach(hierarchies::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the cgroup hierarchies under " + root, e);
    }
    return hierarchies;
  }

  private static void walk(Path hierarchy, String uid, List<Path> found) {
    CgroupWalk.over(
        hierarchy,
        folder -> {
          String name = String.valueOf(folder.getFileName());
          if (named(name, uid)) {
            found.add(folder);
            return FileVisitResult.SKIP_SUBTREE;
          }
          return OF_A_POD.matcher(name).matches()
              ? FileVisitResult.SKIP_SUBTREE
              : FileVisitResult.CONTINUE;
        });
  }
}
