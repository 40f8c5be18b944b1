package dev.tare.scenario.yaml;

/** Keeps messages readable, and harmless to a terminal, whatever a file holds. */
final class Shorten {

  /** Longer than any valid name. */
  private static final int LONGEST = 80;

  private Shorten() {}

  /** The beginning and the end, when there is much between them, on one line. */
  static String middle(String text) {
    int half = LONGEST / 2;
    String kept =
        text.length() <= LONGEST
            ? text
            : text.substring(0, half) + "…" + text.substring(text.length() - half);
    return kept.chars().anyMatch(Character::isISOControl) ? escaped(kept) : kept;
  }

  private static String escaped(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        shown.append("\\n");
      } else if (Character.isISOControl(c)) {
        shown.append("\\x%02x".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }
}
