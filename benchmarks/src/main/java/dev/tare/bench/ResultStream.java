package dev.tare.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Writes result and event lines (PROTOCOL.md), each with one write. */
public final class ResultStream {
  /** 8 KiB of base64: container logs are split at 16 KiB. */
  private static final int BYTES_PER_LINE = 8192 / 4 * 3;

  private static final int LONGEST_DETAIL = 2000;

  private final OutputStream out;

  /**
   * A stream to one output.
   *
   * @param out unbuffered, so that the stamp which the log gives to an event is the event's
   */
  public ResultStream(OutputStream out) {
    this.out = out;
  }

  /**
   * Tells that something happened now.
   *
   * @param name without spaces
   * @param detail one line; line breaks become spaces, a long text is cut
   */
  public void event(String name, String detail) {
    String line = detail.replaceAll("\\s+", " ").strip();
    String cut = line.substring(0, Math.min(line.length(), LONGEST_DETAIL));
    line(("event " + name + " " + cut).strip());
  }

  /** Writes the one result document of this program. */
  public void result(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    int lines = 0;
    for (int from = 0; from < bytes.length; from += BYTES_PER_LINE) {
      int length = Math.min(BYTES_PER_LINE, bytes.length - from);
      byte[] piece = new byte[length];
      System.arraycopy(bytes, from, piece, 0, length);
      line(lines + " " + Base64.getEncoder().encodeToString(piece));
      lines++;
    }
    line("end " + lines + " " + sha256(bytes));
  }

  /** What went wrong in one line: the innermost message, which is the one that says why. */
  public static String reason(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String message = inner.getMessage();
    return message == null ? inner.getClass().getName() : message;
  }

  private synchronized void line(String text) {
    try {
      out.write(("@tare " + text + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("standard output is closed", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
