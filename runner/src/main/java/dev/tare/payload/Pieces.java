package dev.tare.payload;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The decoded pieces of one document; bounded, because a payload may print without end. */
final class Pieces {
  static final int MOST_CHARACTERS = 8192;
  static final long MOST_BYTES = 64L << 20;

  private final Map<Integer, byte[]> pieces = new TreeMap<>();
  private long bytes;

  /** Adds a piece; what is wrong with it, or null. */
  @Nullable String add(int number, String base64) {
    if (base64.length() > MOST_CHARACTERS) {
      return "line %d of the result has %d characters, more than %d"
          .formatted(number, base64.length(), MOST_CHARACTERS);
    }
    byte[] piece;
    try {
      piece = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return "line " + number + " of the result is no base64: '" + Excerpt.cut(base64) + "'";
    }
    // An empty piece carries nothing, and would make the number of pieces unbounded.
    if (piece.length == 0 || base64.length() % 4 != 0) {
      return "line " + number + " of the result is empty or cut";
    }
    byte[] known = pieces.get(number);
    if (known != null) {
      return Arrays.equals(known, piece)
          ? null
          : "line " + number + " of the result is there twice with different contents";
    }
    if (bytes + piece.length > MOST_BYTES) {
      return "the result is larger than " + (MOST_BYTES >> 20) + " MiB";
    }
    bytes += piece.length;
    pieces.put(number, piece);
    return null;
  }

  boolean has(int number) {
    return pieces.containsKey(number);
  }

  int count() {
    return pieces.size();
  }

  /** All pieces in the order of their numbers. */
  byte[] joined() {
    byte[] all = new byte[Math.toIntExact(bytes)];
    int end = 0;
    for (byte[] piece : pieces.values()) {
      System.arraycopy(piece, 0, all, end, piece.length);
      end += piece.length;
    }
    return all;
  }
}
