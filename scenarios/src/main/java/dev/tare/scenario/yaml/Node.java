package dev.tare.scenario.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A piece of a YAML file that knows where it stands. */
public sealed interface Node {

  Position at();

  /** In words, for messages: {@code the number 5}, {@code a list}. */
  String what();

  /** A single value; {@code plain} means without quotes. */
  record Scalar(Position at, String text, boolean plain) implements Node {

    private static final Pattern NUMBER =
        Pattern.compile("[-+]?(\\.?[0-9][0-9_]*|0[xo][0-9a-fA-F]+)(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");

    /** Text in YAML's core schema: in quotes, or not to be taken for something else. */
    public boolean isText() {
      return !plain || !(isNumber() || isFlag() || isNothing());
    }

    boolean isNumber() {
      return plain && NUMBER.matcher(text).matches();
    }

    boolean isFlag() {
      return plain && FLAG.matcher(text).matches();
    }

    boolean isNothing() {
      return plain && NOTHING.matcher(text).matches();
    }

    @Override
    public String what() {
      if (isNothing()) {
        return "nothing";
      }
      String shown = Shorten.middle(text);
      return isNumber() ? "the number " + shown : isFlag() ? shown : "\"" + shown + "\"";
    }
  }

  /** A list. */
  record Sequence(Position at, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String what() {
      return "a list";
    }
  }

  /** Keys and values in the file's order. */
  record Mapping(Position at, Map<String, Entry> entries) implements Node {

    /** The same with another value at the path, which is created where it does not exist. */
    public Mapping with(List<String> path, Entry entry) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      String key = path.getFirst();
      if (path.size() == 1) {
        changed.put(key, entry);
      } else {
        Entry inner = changed.getOrDefault(key, new Entry(entry.keyAt(), entry.value()));
        Mapping below =
            inner.value() instanceof Mapping mapping
                ? mapping
                : new Mapping(inner.keyAt(), Map.of());
        changed.put(key, new Entry(inner.keyAt(), below.with(path.subList(1, path.size()), entry)));
      }
      return new Mapping(at, changed);
    }

    @Override
    public String what() {
      return "a mapping";
    }
  }

  /** Something that was already reported: whoever reads it stays silent. */
  record Refused(Position at) implements Node {
    @Override
    public String what() {
      return "something refused";
    }
  }

  /** A key's value and where the key stands. */
  record Entry(Position keyAt, Node value) {}
}
