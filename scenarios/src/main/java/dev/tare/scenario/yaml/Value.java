package dev.tare.scenario.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What stands at one key, or nothing. Each reading checks type and range; what is wrong is
 * reported, and the answer is then empty, as it is when nothing stands there.
 */
public final class Value {

  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  private final String key;
  private final String path;
  private final Optional<Node.Entry> entry;
  private final Section.Reading reading;

  Value(String key, String path, Optional<Node.Entry> entry, Section.Reading reading) {
    this.key = key;
    this.path = path;
    this.entry = entry;
    this.reading = reading;
  }

  public String key() {
    return key;
  }

  public boolean isPresent() {
    return entry.isPresent();
  }

  /** Where the key and the value stand, when they do. */
  public Optional<Node.Entry> entry() {
    return entry;
  }

  /** A word or sentence, without the control characters that escapes could bring in. */
  public Optional<String> text() {
    return scalar(
        "text",
        Node.Scalar::isText,
        node ->
            Optional.of(node.text())
                .filter(
                    text -> text.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c))));
  }

  /** A word of a certain form, which {@code expected} describes. */
  public Optional<String> text(Pattern form, String expected) {
    return scalar(
        expected,
        Node.Scalar::isText,
        node -> Optional.of(node.text()).filter(text -> form.matcher(text).matches()));
  }

  /** A whole number within bounds. */
  public Optional<Integer> whole(int least, int most) {
    return scalar(
        "a whole number from " + least + " to " + most,
        Node.Scalar::isNumber,
        node ->
            Optional.of(node.text())
                .filter(text -> WHOLE.matcher(text).matches())
                .map(Long::valueOf)
                .filter(number -> least <= number && number <= most)
                .map(Long::intValue));
  }

  /** True or false. */
  public Optional<Boolean> flag() {
    return scalar(
        "true or false", Node.Scalar::isFlag, node -> Optional.of(Boolean.valueOf(node.text())));
  }

  /** A duration such as {@code 200ms}, {@code 60s}, {@code 5m} or {@code 1h}. */
  public Optional<Duration> duration(Duration least, Duration most) {
    return scalar(
        "a duration from " + Quantity.show(least) + " to " + Quantity.show(most) + ", such as 60s",
        Node.Scalar::isText,
        node ->
            Quantity.duration(node.text())
                .filter(time -> time.compareTo(least) >= 0 && time.compareTo(most) <= 0));
  }

  /** An amount of memory such as {@code 256Mi} or {@code 1Gi}, in bytes. */
  public Optional<Long> bytes(long least, long most) {
    return scalar(
        "memory from " + Quantity.show(least) + " to " + Quantity.show(most) + ", such as 256Mi",
        Node.Scalar::isText,
        node -> Quantity.bytes(node.text()).filter(bytes -> least <= bytes && bytes <= most));
  }

  /** How many come in a second or a minute, such as {@code 2/s} or {@code 30/m}; a minute. */
  public Optional<Integer> perMinute() {
    return scalar(
        "a whole number a second or a minute, such as 2/s or 30/m",
        Node.Scalar::isText,
        node -> Quantity.perMinute(node.text()));
  }

  /** Whole CPUs, or thousandths such as {@code 500m}; the answer is in thousandths. */
  public Optional<Integer> millicpus(int most) {
    return scalar(
        "CPUs from 1m to " + most + "m, such as 500m or 1",
        node -> node.isText() || node.isNumber(),
        node -> Quantity.millicpus(node.text()).filter(millis -> millis <= most));
  }

  /** One of an enumeration's names, in lower case and with dashes. */
  public <E extends Enum<E>> Optional<E> choice(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> labels = constants.stream().map(Value::label).toList();
    return oneOf(labels).map(label -> constants.get(labels.indexOf(label)));
  }

  /** One of these words. */
  public Optional<String> oneOf(List<String> words) {
    return scalar(
        "one of " + String.join(", ", words),
        Node.Scalar::isText,
        node -> Optional.of(node.text()).filter(words::contains));
  }

  /** The items of a list; none when nothing stands here. */
  public List<Value> items() {
    List<Value> items = new ArrayList<>();
    switch (entry.map(Node.Entry::value).orElse(null)) {
      case null -> {}
      case Node.Refused _ -> {}
      case Node.Sequence list ->
          list.items()
              .forEach(
                  item ->
                      items.add(
                          new Value(
                              "",
                              path + "[" + items.size() + "]",
                              Optional.of(new Node.Entry(item.at(), item)),
                              reading)));
      case Node other -> expected("a list", other);
    }
    return items;
  }

  /** Reports a list that is too short or too long; {@code what} names its items. */
  public void size(int least, int most, String what) {
    if (entry.map(Node.Entry::value).orElse(null) instanceof Node.Sequence list
        && (list.items().size() < least || list.items().size() > most)) {
      fail("expected " + least + " to " + most + " " + what + ", found " + list.items().size(), "");
    }
  }

  /** Reads a mapping and reports the keys that were not asked for; nothing is an empty mapping. */
  public <T> T section(Function<Section, T> read) {
    Section section = mapping();
    T result = read.apply(section);
    section.end();
    return result;
  }

  Section mapping() {
    return switch (entry.map(Node.Entry::value).orElse(null)) {
      case null -> empty(Position.FILE, reading.muted());
      case Node.Mapping mapping -> new Section(mapping, path, reading);
      case Node.Refused refused -> empty(refused.at(), reading.muted());
      case Node other -> {
        expected("a mapping", other);
        yield empty(other.at(), reading.muted());
      }
    };
  }

  private Section empty(Position at, Section.Reading into) {
    return new Section(new Node.Mapping(at, Map.of()), path, into);
  }

  /** Reports a problem of the key. */
  public void failKey(String message, String advice) {
    Position at = entry.map(Node.Entry::keyAt).orElse(Position.FILE);
    reading.problems().add(at, path, message, advice);
  }

  /** Reports a problem of this value. */
  public void fail(String message, String advice) {
    reading
        .problems()
        .add(entry.map(e -> e.value().at()).orElse(Position.FILE), path, message, advice);
  }

  private <T> Optional<T> scalar(
      String expected,
      Function<Node.Scalar, Boolean> typed,
      Function<Node.Scalar, Optional<T>> read) {
    reading.leaves().add(path);
    return switch (entry.map(Node.Entry::value).orElse(null)) {
      case null -> Optional.empty();
      case Node.Refused _ -> Optional.empty();
      case Node.Scalar scalar -> {
        Optional<T> result = typed.apply(scalar) ? read.apply(scalar) : Optional.empty();
        if (result.isEmpty()) {
          expected(expected, scalar);
        }
        yield result;
      }
      case Node other -> {
        expected(expected, other);
        yield Optional.empty();
      }
    };
  }

  private void expected(String expected, Node found) {
    fail("expected " + expected + ", found " + found.what(), "");
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
