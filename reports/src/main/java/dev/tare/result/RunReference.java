package dev.tare.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a user writes to name a run: a path, an id, a prefix that only one run has, or latest. */
public final class RunReference {

  /** The word that means the newest run. */
  public static final String LATEST = "latest";

  private static final int CANDIDATES_SHOWN = 8;

  private RunReference() {}

  /**
   * The folder that the text names.
   *
   * @param resultsDir where the runs lie; need not exist when the text is a path
   * @throws RunFolderException when no run, or more than one, is meant
   */
  public static Path find(Path resultsDir, String text) throws IOException {
    if (text.isBlank()) {
      throw new RunFolderException(
          "no run named: give a path, an id, the start of an id, or latest");
    }
    if (text.contains("/") || text.equals(".") || text.equals("..")) {
      return atPath(Path.of(text));
    }
    List<Path> runs = runsIn(resultsDir);
    if (text.equals(LATEST)) {
      return latest(resultsDir, runs);
    }
    List<Path> candidates = runs.stream().filter(run -> name(run).startsWith(text)).toList();
    for (Path candidate : candidates) {
      if (name(candidate).equals(text)) {
        return candidate;
      }
    }
    return switch (candidates.size()) {
      case 0 -> unknown(resultsDir, text, runs);
      case 1 -> candidates.getFirst();
      default ->
          throw new RunFolderException(
              "%s is the start of %d runs in %s, write more of it: %s"
                  .formatted(text, candidates.size(), resultsDir, shown(candidates)));
    };
  }

  private static Path atPath(Path path) throws RunFolderException {
    Path folder = path.endsWith(RunFolder.RUN) ? path.toAbsolutePath().getParent() : path;
    if (folder != null && isRun(folder)) {
      return folder;
    }
    throw new RunFolderException("%s is no run: it holds no %s".formatted(path, RunFolder.RUN));
  }

  private static Path latest(Path resultsDir, List<Path> runs) throws RunFolderException {
    return runs.stream()
        .filter(run -> RunId.matches(name(run)))
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () ->
                new RunFolderException(
                    "no run in %s yet: tare run makes one".formatted(resultsDir)));
  }

  private static Path unknown(Path resultsDir, String text, List<Path> runs)
      throws RunFolderException {
    if (isRun(Path.of(text))) {
      return Path.of(text);
    }
    throw new RunFolderException(
        runs.isEmpty()
            ? "no run %s: there is none in %s".formatted(text, resultsDir)
            : "no run %s in %s; there are: %s".formatted(text, resultsDir, shown(runs)));
  }

  /** The newest candidates, newest first. */
  private static String shown(List<Path> runs) {
    List<String> names = runs.reversed().stream().map(RunReference::name).toList();
    String first = String.join(", ", names.stream().limit(CANDIDATES_SHOWN).toList());
    int more = names.size() - CANDIDATES_SHOWN;
    return more > 0 ? "%s and %d older".formatted(first, more) : first;
  }

  /** Every run in that folder, oldest first. */
  private static List<Path> runsIn(Path resultsDir) throws IOException {
    if (!Files.isDirectory(resultsDir)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(resultsDir)) {
      return entries.filter(RunReference::isRun).sorted().toList();
    }
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(RunFolder.RUN));
  }

  private static String name(Path run) {
    Path name = run.getFileName();
    return name == null ? "" : name.toString();
  }
}
