package dev.tare.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code --name value} pairs of one program. */
public record Arguments(Map<String, String> values) {
  public Arguments {
    values = Map.copyOf(values);
  }

  /**
   * Reads pairs.
   *
   * @param known the names that the program has, without dashes
   * @throws UsageException for an unknown name or a missing value
   */
  public static Arguments parse(List<String> arguments, String... known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (!name.startsWith("--") || !List.of(known).contains(name.substring(2))) {
        throw new UsageException("unknown argument '" + name + "'");
      }
      if (i + 1 == arguments.size()) {
        throw new UsageException(name + " needs a value");
      }
      values.put(name.substring(2), arguments.get(i + 1));
    }
    return new Arguments(values);
  }

  /** The value of a name that must be there. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new UsageException("--" + name + " is missing");
    }
    return value;
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** A whole number from 1 to {@code most}. */
  public int number(String name, int most) {
    String text = text(name);
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the same message as for a number out of bounds
    }
    throw new UsageException("--" + name + " " + text + ": not a whole number from 1 to " + most);
  }

  public int number(String name, int most, int otherwise) {
    return values.containsKey(name) ? number(name, most) : otherwise;
  }

  /** A whole number of bytes above zero. */
  public long size(String name, String otherwise) {
    String text = text(name, otherwise);
    if (!text.matches("[1-9][0-9]{0,17}")) {
      throw new UsageException("--" + name + " " + text + ": not a whole number of bytes");
    }
    return Long.parseLong(text);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }
}
