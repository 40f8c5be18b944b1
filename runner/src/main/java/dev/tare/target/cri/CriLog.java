package dev.tare.target.cri;

import dev.tare.target.Clock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows a container's log in CRI's format: {@code <RFC 3339 with nanoseconds> <stream> <F or P>
 * <text>}; a P line goes on in the next one. What it holds at one time is bounded, whatever a
 * container prints.
 */
final class CriLog {
  /** More than any payload prints; beyond it, the rest is not read. */
  private static final long LARGEST = 256L << 20;

  /** What one call reads at most. */
  private static final int PIECE = 4 << 20;

  /** A longer line comes in pieces. */
  private static final int LONGEST_LINE = 8 << 20;

  private final Path file;
  private final Map<String, Partial> partial = new HashMap<>();
  private long offset;
  private boolean atEnd;
  private boolean writerEnded;

  /**
   * One line as the container wrote it.
   *
   * @param wallNanos when its beginning was read by the runtime, on the node's wall clock
   */
  record Line(long wallNanos, String stream, String text) {}

  /** The beginning of a line of one stream. */
  private record Partial(long wallNanos, StringBuilder text) {}

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
    if (writerEnded && atEnd) {
      partial.forEach((stream, line) -> lines.add(whole(stream, line)));
      partial.clear();
    }
    return lines;
  }

  /** The container has ended: the beginning of a line is a last line without a line break. */
  void writerEnded() {
    writerEnded = true;
  }

  /** Whether the last call read the file to its end; a container that ended writes no more. */
  boolean drained() {
    return atEnd;
  }

  private String more() throws IOException {
    if (!file.toFile().exists() || offset >= LARGEST) {
      atEnd = true;
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long length = Math.min(log.length(), LARGEST);
      byte[] bytes = new byte[Math.clamp(length - offset, 0, PIECE)];
      log.seek(offset);
      log.readFully(bytes);
      atEnd = offset + bytes.length >= length;
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
    String stream = parts[1];
    Partial line = partial.computeIfAbsent(stream, _ -> new Partial(wall, new StringBuilder()));
    line.text().append(parts[3]);
    if (parts[2].equals("P") && line.text().length() < LONGEST_LINE) {
      return;
    }
    partial.remove(stream);
    lines.add(whole(stream, line));
  }

  private static Line whole(String stream, Partial line) {
    return new Line(line.wallNanos(), stream, line.text().toString());
  }
}
