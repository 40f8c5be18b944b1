package dev.tare.scenario.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong with one file, so that all of it can be said at once. */
public final class Problems {

  /** Nobody reads more, and a hostile file could have a hundred thousand. */
  private static final int MOST = 100;

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private boolean more;

  public Problems(String file) {
    this.file = file;
  }

  /** Adds a problem; the same one twice counts once. */
  public void add(Position at, String path, String message, String advice) {
    if (!isFull()) {
      found.add(new Problem(file, at, path, message, advice));
    } else {
      more = true;
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether further problems will only be counted as more. */
  boolean isFull() {
    return found.size() >= MOST;
  }

  /** In the order of the file. */
  public List<Problem> list() {
    List<Problem> sorted =
        found.stream().sorted(Comparator.comparing(Problem::at)).collect(Collectors.toList());
    if (more) {
      sorted.add(
          new Problem(
              file, Position.FILE, "", "more than " + MOST + " problems", "repair these first"));
    }
    return List.copyOf(sorted);
  }

  /** A collector whose problems nobody will see: below a value that was already refused. */
  Problems muted() {
    return new Problems(file);
  }
}
