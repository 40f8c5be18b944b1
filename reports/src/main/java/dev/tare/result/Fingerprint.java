package dev.tare.result;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** What two runs must share before their numbers are compared, as one short text. */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * SHA-256, in lower-case hexadecimal, over the UTF-8 of a canonical text: the comparable facts
   * sorted by name, a line each, {@code name=value}, or {@code name} alone when the value is
   * unknown. The reason for not knowing is left out. Backslashes and line ends are escaped, so that
   * no value can pass for another fact.
   */
  public static String of(Environment environment) {
    String text =
        environment.facts().stream()
            .filter(Fact::comparable)
            .sorted(Comparator.comparing(Fact::name))
            .map(Fingerprint::line)
            .collect(Collectors.joining());
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String line(Fact fact) {
    String value = fact.value();
    return value == null ? fact.name() + "\n" : fact.name() + "=" + escaped(value) + "\n";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
