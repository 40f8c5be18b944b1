package dev.tare.scenario.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Turns one YAML document into a tree, from the parser's events: there is nothing to expand, so a
 * small file cannot become a large tree. Refused are anchors, aliases, tags, merge keys, duplicate
 * keys, keys that are not single values, second documents, and nesting below {@value #DEEPEST}
 * levels.
 */
public final class StrictYaml {

  private static final int DEEPEST = 32;

  private final Iterator<Event> events;
  private final Problems problems;
  private Position reached = Position.FILE;

  private StrictYaml(Iterator<Event> events, Problems problems) {
    this.events = events;
    this.problems = problems;
  }

  /** The tree, or empty when the problems leave none. */
  public static Optional<Node> parse(String text, Problems problems) {
    if (!SourceText.isClean(text, problems)) {
      return Optional.empty();
    }
    LoadSettings settings = LoadSettings.builder().setLabel("").build();
    StrictYaml yaml = new StrictYaml(new Parse(settings).parseString(text).iterator(), problems);
    try {
      return yaml.document();
    } catch (TooDeep _) {
      problems.add(yaml.reached, "", "nested more than " + DEEPEST + " levels deep", "");
    } catch (MarkedYamlEngineException broken) {
      Position at = broken.getProblemMark().map(StrictYaml::position).orElse(yaml.reached);
      problems.add(at, "", "not valid YAML: " + broken.getProblem(), advice(broken));
    } catch (YamlEngineException broken) {
      problems.add(yaml.reached, "", "not valid YAML after this: " + broken.getMessage(), "");
    }
    return Optional.empty();
  }

  private Event next() {
    try {
      Event event = events.next();
      reached = position(event);
      return event;
    } catch (IllegalArgumentException escape) {
      // The library reads "\UFFFFFFFF" as a number that is none.
      throw new YamlEngineException("an escape that stands for no character", escape);
    }
  }

  private static String advice(MarkedYamlEngineException broken) {
    String context = String.valueOf(broken.getContext());
    return context.contains("alias")
        ? "put a star in quotes: \"*\""
        : "check the indentation, quotes and brackets here and on the line before";
  }

  private Optional<Node> document() {
    Optional<Node> root = Optional.empty();
    int documents = 0;
    for (Event event = next(); !(event instanceof StreamEndEvent); event = next()) {
      if (event instanceof DocumentStartEvent && ++documents == 2) {
        problems.add(
            position(event), "", "a second document", "a file holds one: remove the \"---\"");
        return root;
      }
      if (event instanceof NodeEvent node) {
        root = Optional.of(node(node, "", 0));
      }
    }
    if (root.isEmpty()) {
      problems.add(Position.FILE, "", "the file is empty", "");
    }
    return root;
  }

  private Node node(NodeEvent event, String path, int depth) {
    Position at = position(event);
    if (event instanceof AliasEvent) {
      problems.add(at, path, "aliases are not allowed", "write the value out");
      return new Node.Refused(at);
    }
    event
        .getAnchor()
        .ifPresent(_ -> problems.add(at, path, "anchors are not allowed", "remove the \"&name\""));
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar, at, path);
      case CollectionStartEvent start -> collection(start, at, path, depth + 1);
      default -> throw new IllegalStateException("no node begins with " + event);
    };
  }

  private Node scalar(ScalarEvent event, Position at, String path) {
    return isTagged(event.getTag(), at, path)
        ? new Node.Refused(at)
        : new Node.Scalar(at, event.getValue(), event.isPlain());
  }

  private Node collection(CollectionStartEvent start, Position at, String path, int depth) {
    if (depth > DEEPEST) {
      throw new TooDeep();
    }
    boolean tagged = isTagged(start.getTag(), at, path);
    Node read =
        start instanceof MappingStartEvent ? mapping(at, path, depth) : list(at, path, depth);
    return tagged ? new Node.Refused(at) : read;
  }

  private boolean isTagged(Optional<String> tag, Position at, String path) {
    tag.ifPresent(name -> problems.add(at, path, "tags are not allowed", "remove " + shown(name)));
    return tag.isPresent();
  }

  private static String shown(String tag) {
    return "\"" + Shorten.middle(tag.replace("tag:yaml.org,2002:", "!!")) + "\"";
  }

  private Node list(Position at, String path, int depth) {
    List<Node> items = new ArrayList<>();
    while (next() instanceof NodeEvent item) {
      items.add(node(item, path + "[" + items.size() + "]", depth));
    }
    return new Node.Sequence(at, items);
  }

  private Node mapping(Position at, String path, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    while (next() instanceof NodeEvent keyEvent) {
      Position keyAt = position(keyEvent);
      Node key = node(keyEvent, path, depth);
      String name = key instanceof Node.Scalar scalar ? scalar.text() : "?";
      Node value = node((NodeEvent) next(), Section.join(path, name), depth);
      if (isUsable(key, name, path, entries)) {
        entries.put(name, new Node.Entry(keyAt, value));
      }
    }
    return new Node.Mapping(at, entries);
  }

  private boolean isUsable(Node key, String name, String path, Map<String, Node.Entry> entries) {
    if (key instanceof Node.Refused) {
      return false;
    }
    if (!(key instanceof Node.Scalar scalar)) {
      problems.add(key.at(), path, "a key must be a single word, found " + key.what(), "");
      return false;
    }
    if (scalar.plain() && name.equals("<<")) {
      problems.add(key.at(), path, "merge keys are not allowed", "write the keys out");
      return false;
    }
    Node.Entry first = entries.get(name);
    if (first != null) {
      problems.add(
          key.at(),
          Section.join(path, name),
          "the key stands here twice",
          "first on line " + first.keyAt().line());
    }
    return first == null;
  }

  private static Position position(Event event) {
    return event.getStartMark().map(StrictYaml::position).orElse(Position.FILE);
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooDeep() {
      super("nested too deep", null, false, false);
    }
  }
}
