package dev.tare.run;

import dev.tare.result.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words that may be secrets are not stored: run folders are passed on. What was taken out is named
 * by its place.
 */
public final class Redaction {
  /** Stands where a secret stood. */
  public static final String INSTEAD = "[redacted]";

  private static final String NAMES =
      "(?i:[\\w.-]*(?:token|passwor[dt]|passwd|secret|credential|api[-_]?key|authorization)[\\w.-]*)";

  /** {@code --token=x}, {@code password: x}, {@code cloud.secret=x}. */
  private static final Pattern NAMED = Pattern.compile("(" + NAMES + "\\s*[=:]\\s*)(\\S+)");

  /** An option whose next word is its value. */
  private static final Pattern OPTION = Pattern.compile("--?" + NAMES);

  /** User and password in a URL. */
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s@]+(@)");

  /** JSON Web Tokens, as service accounts have them. */
  private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?");

  private final List<String> places = new ArrayList<>();

  /** The words of a command line, each place counted from 0. */
  public List<String> argv(List<String> words) {
    List<String> kept = new ArrayList<>();
    boolean value = false;
    for (int i = 0; i < words.size(); i++) {
      String place = "argv[" + i + "]";
      if (value && !words.get(i).startsWith("-")) {
        places.add(place);
        kept.add(INSTEAD);
        value = false;
      } else {
        kept.add(text(words.get(i), place));
        value = OPTION.matcher(words.get(i)).matches();
      }
    }
    return kept;
  }

  /** The facts, without what looks like a secret. */
  public List<Fact> facts(List<Fact> facts) {
    return facts.stream()
        .map(
            fact -> {
              String value = fact.value();
              return value == null
                  ? fact
                  : new Fact(
                      fact.name(), text(value, fact.name()), null, fact.comparable(), fact.node());
            })
        .toList();
  }

  private String text(String text, String place) {
    String kept = NAMED.matcher(text).replaceAll("$1" + INSTEAD);
    kept = USER_INFO.matcher(kept).replaceAll("$1" + INSTEAD + "$2");
    kept = JWT.matcher(kept).replaceAll(INSTEAD);
    if (!kept.equals(text)) {
      places.add(place);
    }
    return kept;
  }

  /** Where something was taken out; {@code nothing} when nowhere. */
  public String where() {
    return places.isEmpty() ? "nothing" : String.join(", ", places.stream().distinct().toList());
  }
}
