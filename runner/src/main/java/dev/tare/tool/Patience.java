package dev.tare.tool;

/**
 * How many letters a pattern may look at. One that goes back again and again would look for ever at
 * a line that was made for it, and nothing else ends a match of java.util.regex.
 */
final class Patience {
  private static final long LETTERS = 200_000_000;

  private long left = LETTERS;

  /** It looked too long. */
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The line, whose letters are counted. */
  CharSequence with(String line) {
    return new Counted(line);
  }

  private final class Counted implements CharSequence {
    private final CharSequence text;

    Counted(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new Lost();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
