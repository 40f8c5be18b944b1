package dev.tare.scenario.yaml;

/** Keeps messages readable when a file holds a word of a hundred thousand letters. */
final class Shorten {

  private static final int LONGEST = 60;

  private Shorten() {}

  static String middle(String text) {
    String line = text.replace("\n", "\\n");
    if (line.length() <= LONGEST) {
      return line;
    }
    int half = LONGEST / 2;
    return line.substring(0, half) + "…" + line.substring(line.length() - half);
  }
}
