package dev.tare.target.cri;

import dev.tare.target.Clock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a container's log in CRI's format: {@code <RFC 3339 with nanoseconds> <stream> <F or P>
 * <text>}; a P line goes on in the next one.
 */
final class CriLog {
  /** More than any payload prints; beyond it, the rest is not read. */
  private static final long LARGEST = 256L << 20;

  private final Path file;
  private final List<Line> partial = new ArrayList<>();
  private long offset;

  /**
   * One line as the container wrote it.
   *
   * @param wallNanos when its beginning was read by the runtime, on the node's wall clock
   */
  record Line(long wallNanos, String stream, String text) {}

  CriLog(Path file) {
    this.file = file;
  }

  /** Where the runtime was told to write it. */
  Path file() {
    return file;
  }

  /** The whole lines that came since the last call; none while the file is not there. */
  List<Line> read() throws IOException {
    List<Line> lines = new ArrayList<>();
    String text = more();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      accept(text.substring(start, end), lines);
      start = end + 1;
    }
    return lines;
  }

  private String more() throws IOException {
    if (!file.toFile().exists() || offset >= LARGEST) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long length = Math.min(log.length(), LARGEST);
      byte[] bytes = new byte[(int) Math.max(0, length - offset)];
      log.seek(offset);
      log.readFully(bytes);
      // A character may be cut at the end: take up to the last line break only.
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      offset += end;
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
  }

  private void accept(String raw, List<Line> lines) {
    String[] parts = raw.split(" ", 4);
    if (parts.length < 4) {
      return;
    }
    long wall;
    try {
      wall = Clock.nanosOf(Instant.parse(parts[0]));
    } catch (DateTimeParseException e) {
      return;
    }
    Line line = new Line(wall, parts[1], parts[3]);
    partial.add(line);
    if (parts[2].equals("P")) {
      return;
    }
    String stream = line.stream();
    StringBuilder text = new StringBuilder();
    long first = line.wallNanos();
    for (Line piece : List.copyOf(partial)) {
      if (piece.stream().equals(stream)) {
        first = Math.min(first, piece.wallNanos());
        text.append(piece.text());
        partial.remove(piece);
      }
    }
    lines.add(new Line(first, stream, text.toString()));
  }
}
