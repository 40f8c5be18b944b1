package dev.tare.observe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the kernel and the distribution say of the machine, in files below one root. */
public final class SystemFiles {
  private final Path root;

  /**
   * @param root {@code /}, or a tree that stands for it
   */
  public SystemFiles(Path root) {
    this.root = root;
  }

  /** That file below the root; the path is absolute as on a real machine. */
  public Path path(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** The file's text without surrounding white space, or why there is none. */
  public Text text(String absolute) {
    try {
      return new Text(Optional.of(whole(path(absolute)).trim()), "");
    } catch (NoSuchFileException e) {
      return new Text(Optional.empty(), absolute + " is not there");
    } catch (IOException e) {
      return new Text(Optional.empty(), absolute + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * All of a file's text. The kernel gives a number below {@code /proc/sys} to the first read only,
   * and {@link Files#readString} first reads a single byte of a file that claims to be empty.
   */
  static String whole(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The text of a file, or the rest of the line that begins with that word and a colon. */
  public Text field(String absolute, String name) {
    Text text = text(absolute);
    Optional<String> value =
        text.value().stream()
            .flatMap(String::lines)
            .filter(line -> line.split("[:=]", 2)[0].trim().equals(name))
            .filter(line -> line.matches("[^:=]*[:=].*"))
            .map(line -> line.split("[:=]", 2)[1].trim())
            .findFirst();
    String reason = text.value().isEmpty() ? text.missing() : absolute + " has no " + name;
    return new Text(value, reason);
  }

  /** Where that symbolic link leads to; empty when it is none. */
  public Optional<String> linked(String absolute) {
    try {
      return Optional.of(Files.readSymbolicLink(path(absolute)).toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Names in that folder, sorted; none when it is not there. */
  public List<String> names(String absolute) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(absolute))) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (IOException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  /**
   * A text that may be missing.
   *
   * @param missing why; to be used only when there is no value
   */
  public record Text(Optional<String> value, String missing) {

    /** The value, or that text. */
    public String or(String other) {
      return value.orElse(other);
    }

    /** The choice in brackets, as in {@code always [madvise] never}. */
    public Text chosen() {
      return new Text(value.map(text -> text.replaceFirst("(?s).*\\[(.*?)].*", "$1")), missing);
    }
  }
}
