package dev.tare.target.kubernetes;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What only a run and its observers know. */
final class Tokens {
  private static final int BYTES = 32;

  private Tokens() {}

  static String fresh() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
