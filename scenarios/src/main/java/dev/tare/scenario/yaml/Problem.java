package dev.tare.scenario.yaml;

/**
 * One thing that is wrong with a file.
 *
 * @param file as the user named it
 * @param at {@link Position#FILE} when the file as a whole is meant
 * @param path the keys that lead there, joined by dots; empty for the top
 * @param message what is wrong
 * @param advice the nearest valid key, or what to try; may be empty
 */
public record Problem(String file, Position at, String path, String message, String advice) {

  /** {@code file:line:column: path: message; advice}, without the parts that are empty. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (!at.equals(Position.FILE)) {
      text.append(':').append(at.line()).append(':').append(at.column());
    }
    if (!path.isEmpty()) {
      text.append(": ").append(path);
    }
    text.append(": ").append(message);
    if (!advice.isEmpty()) {
      text.append("; ").append(advice);
    }
    return text.toString();
  }
}
