package dev.tare.doctor;

import dev.tare.observe.SystemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the doctor looks at.
 *
 * @param root {@code /}, or a tree that stands for it
 * @param java the Java that runs: its home and its feature version
 * @param path folders that are searched for programs
 * @param cache where built parts are kept
 * @param handlers the node's runtimes that can be used
 * @param variants those of them that a run takes only when it names them, and how they differ
 * @param unavailable those that cannot, with the reason
 */
public record Machine(
    Path root,
    Java java,
    List<Path> path,
    Path cache,
    List<String> handlers,
    Map<String, String> variants,
    Map<String, String> unavailable) {

  /** A Java installation. */
  public record Java(Path home, int version) {}

  public Machine {
    path = List.copyOf(path);
    handlers = List.copyOf(handlers);
    variants = Map.copyOf(variants);
    unavailable = new TreeMap<>(unavailable);
  }

  /** The machine that this program runs on. */
  public static Machine here(
      Path cache,
      List<String> handlers,
      Map<String, String> variants,
      Map<String, String> unavailable) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Machine(
        Path.of("/"),
        new Java(Path.of(System.getProperty("java.home")), Runtime.version().feature()),
        Arrays.stream(path.split(":", -1))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList(),
        cache,
        handlers,
        variants,
        unavailable);
  }

  SystemFiles files() {
    return new SystemFiles(root);
  }

  /** That file as on a real machine, below the root. */
  Path at(String absolute) {
    return files().path(absolute);
  }

  /** A program on the path, or in one of the further folders below the root. */
  Optional<Path> program(String name, String... folders) {
    List<Path> places = new ArrayList<>(path);
    Arrays.stream(folders).map(this::at).forEach(places::add);
    return places.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
