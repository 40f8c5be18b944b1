package dev.tare.scenario.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of a file as text; what cannot be a hand-written file is refused before parsing. */
public final class SourceText {

  /** The largest file, in bytes. The largest of the catalog has one hundredth of it. */
  public static final int LARGEST = 256 * 1024;

  private SourceText() {}

  /** The file's text, or empty after a problem. */
  public static Optional<String> read(Path file, Problems problems) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      return bytes.length > LARGEST ? tooLarge(problems) : decode(bytes, problems);
    } catch (NoSuchFileException missing) {
      problems.add(Position.FILE, "", "no such file", "");
    } catch (AccessDeniedException denied) {
      problems.add(Position.FILE, "", "permission denied", "");
    } catch (IOException broken) {
      String why = Files.isDirectory(file) ? "it is a directory" : broken.getMessage();
      problems.add(Position.FILE, "", "cannot be read: " + why, "");
    }
    return Optional.empty();
  }

  private static Optional<String> tooLarge(Problems problems) {
    String message = "larger than " + LARGEST / 1024 + " KiB, the most that is read";
    problems.add(Position.FILE, "", message, "");
    return Optional.empty();
  }

  private static Optional<String> decode(byte[] bytes, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    boolean malformed = decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
    text.flip();
    if (malformed) {
      Position at = Position.of(text, text.length());
      problems.add(at, "", "not UTF-8", "save the file as UTF-8");
      return Optional.empty();
    }
    return Optional.of(text.toString());
  }

  /** Reports a text that is too large, or has tabs or control characters. */
  static boolean isClean(String text, Problems problems) {
    if (text.length() > LARGEST) {
      tooLarge(problems);
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        problems.add(Position.of(text, i), "", "a tab character", "indent with spaces");
        return false;
      }
      if (Character.isISOControl(c) && c != '\n' && c != '\r') {
        String message = "a control character, U+%04X".formatted((int) c);
        problems.add(Position.of(text, i), "", message, "remove it");
        return false;
      }
    }
    return true;
  }
}
