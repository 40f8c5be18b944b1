package dev.tare.payload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that a payload printed (benchmarks/PROTOCOL.md). Nothing in them is trusted: a
 * line that breaks the protocol makes the document unusable, never different.
 */
public final class PayloadStream {
  private static final String PREFIX = "@tare ";
  private static final Pattern PIECE = Pattern.compile("(0|[1-9][0-9]{0,8}) (\\S*)");
  private static final Pattern END = Pattern.compile("end (0|[1-9][0-9]{0,8}) ([0-9a-f]{64})");
  private static final Pattern EVENT = Pattern.compile("event (\\S+)(?: (.*))?");
  private static final int MOST_EVENTS = 100_000;

  private final Pieces pieces = new Pieces();
  private final Excerpt noise = new Excerpt();
  private final List<Event> events = new ArrayList<>();
  private @Nullable Seal seal;
  private @Nullable String problem;

  /**
   * Something that happened in the payload.
   *
   * @param wallNanos the container log's stamp, nanoseconds since 1970
   * @param detail empty when there is none
   */
  public record Event(long wallNanos, String name, String detail) {}

  private record Seal(int count, String sha256) {}

  /**
   * Takes one line of standard output or error, without its line break.
   *
   * @param wallNanos the stamp that the container log gave it
   */
  public void accept(long wallNanos, String line) {
    if (!line.startsWith(PREFIX)) {
      noise.add(line);
      return;
    }
    String text = line.substring(PREFIX.length());
    Matcher piece = PIECE.matcher(text);
    Matcher end = END.matcher(text);
    Matcher event = EVENT.matcher(text);
    if (piece.matches()) {
      refuse(pieces.add(Integer.parseInt(piece.group(1)), piece.group(2)));
    } else if (end.matches()) {
      seal(new Seal(Integer.parseInt(end.group(1)), end.group(2)));
    } else if (event.matches()) {
      event(new Event(wallNanos, event.group(1), event.group(2) == null ? "" : event.group(2)));
    } else {
      refuse("a line is neither piece, end nor event: '" + Excerpt.cut(line) + "'");
    }
  }

  /** Events in the order of their lines. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Whether {@link #document} has its answer: the document, or why there is none. */
  public boolean ended() {
    return seal != null || problem != null;
  }

  /** The last lines that were no part of the protocol, for error messages; bounded. */
  public String excerpt() {
    return noise.toString();
  }

  /**
   * The document, complete and verified.
   *
   * @throws PayloadException with the first thing that is wrong with it
   */
  public String document() throws PayloadException {
    if (problem != null) {
      throw new PayloadException(problem);
    }
    if (seal == null) {
      throw new PayloadException("the result has no end line; " + printed());
    }
    for (int i = 0; i < seal.count(); i++) {
      if (!pieces.has(i)) {
        throw new PayloadException(
            "line %d of the result's %d is missing; %s".formatted(i, seal.count(), printed()));
      }
    }
    if (pieces.count() > seal.count()) {
      throw new PayloadException(
          "the result has %d lines, but its end line says %d"
              .formatted(pieces.count(), seal.count()));
    }
    byte[] bytes = pieces.joined();
    if (!Sha256.of(bytes).equals(seal.sha256())) {
      throw new PayloadException("the result's SHA-256 does not fit: a line was altered or cut");
    }
    return text(bytes);
  }

  private void event(Event event) {
    if (events.size() == MOST_EVENTS) {
      refuse("there are more than " + MOST_EVENTS + " events");
      return;
    }
    if (events.size() < MOST_EVENTS) {
      events.add(event);
    }
    if (event.name().equals("failed")) {
      refuse("the payload failed: " + event.detail());
    }
  }

  private void seal(Seal next) {
    if (seal != null && !seal.equals(next)) {
      refuse("the result has two end lines that differ");
    }
    seal = next;
  }

  /** Keeps the first problem, which is the nearest to the cause. */
  private void refuse(@Nullable String reason) {
    if (problem == null) {
      problem = reason;
    }
  }

  private String printed() {
    return noise.isEmpty() ? "nothing else was printed" : "it also printed: " + noise;
  }

  private static String text(byte[] bytes) throws PayloadException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new PayloadException("the result is not UTF-8");
    }
  }
}
