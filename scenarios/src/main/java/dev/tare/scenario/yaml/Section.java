package dev.tare.scenario.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping while it is read. A key that is asked for is a valid key; {@link #end} reports all
 * others, so that what is valid is written down only once: where it is read.
 */
public final class Section {

  private final Node.Mapping mapping;
  private final String path;
  private final Reading reading;
  private final Set<String> known = new LinkedHashSet<>();

  Section(Node.Mapping mapping, String path, Reading reading) {
    this.mapping = mapping;
    this.path = path;
    this.reading = reading;
  }

  /** The whole file; a top that is no mapping is reported. */
  public static Section root(Node node, Problems problems) {
    return new Value("", "", Optional.of(new Node.Entry(node.at(), node)), new Reading(problems))
        .mapping();
  }

  /** What stands at the key, which may be nothing. */
  public Value value(String key) {
    known.add(key);
    return at(key);
  }

  /** What stands at the key; reported when that is nothing. */
  public Value required(String key, String example) {
    Value value = value(key);
    if (!value.isPresent()) {
      fail("\"" + key + "\" is missing", "for example " + key + ": " + example);
    }
    return value;
  }

  /** The one of these keys that stands here; reported when it is none or several. */
  public Optional<Value> oneOf(List<String> keys) {
    known.addAll(keys);
    List<Value> present = keys.stream().map(this::at).filter(Value::isPresent).toList();
    if (present.size() > 1) {
      List<String> found = present.stream().map(Value::key).toList();
      fail(String.join(" and ", found) + " stand together", "keep one of them");
    } else if (mapping.entries().isEmpty()) {
      fail("empty", "write one of " + String.join(", ", keys));
    }
    return present.size() == 1 ? Optional.of(present.getFirst()) : Optional.empty();
  }

  /** Every entry, where the keys are the user's own. */
  public List<Value> all() {
    known.addAll(mapping.entries().keySet());
    List<Value> values = new ArrayList<>();
    mapping.entries().keySet().forEach(key -> values.add(at(key)));
    return values;
  }

  /** The paths of all single values that were asked for so far, in the whole file. */
  public Set<String> leaves() {
    return reading.leaves();
  }

  /** Reports a problem of the mapping as a whole. */
  public void fail(String message, String advice) {
    reading.problems().add(mapping.at(), path, message, advice);
  }

  /** Reports every key that nobody asked for. */
  public void end() {
    for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
      String key = entry.getKey();
      if (!known.contains(key)) {
        String shown = join(path, key);
        reading.problems().add(entry.getValue().keyAt(), shown, "unknown key", advice(key));
      }
    }
  }

  private String advice(String key) {
    if (reading.problems().isFull()) {
      return "";
    }
    return key.indexOf(':') > 0 ? "put a space after the colon" : NearestName.advice(key, known);
  }

  private Value at(String key) {
    return new Value(
        key, join(path, key), Optional.ofNullable(mapping.entries().get(key)), reading);
  }

  static String join(String path, String key) {
    String shown = Shorten.middle(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** What all sections of a file share. */
  record Reading(Problems problems, Set<String> leaves) {
    Reading(Problems problems) {
      this(problems, new LinkedHashSet<>());
    }

    Reading muted() {
      return new Reading(problems.muted(), leaves);
    }
  }
}
