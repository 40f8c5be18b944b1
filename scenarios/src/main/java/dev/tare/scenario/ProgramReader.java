package dev.tare.scenario;

import dev.tare.scenario.yaml.Section;
import dev.tare.scenario.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the keys {@code image} and {@code command} of a section. */
final class ProgramReader {
  /** A reference as container runtimes take it; whether there is such an image they tell. */
  private static final Pattern IMAGE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,254}(@sha256:[0-9a-f]{64})?");

  private static final int MOST_WORDS = 256;
  private static final int LONGEST_WORD = 16_384;

  private ProgramReader() {}

  /** What the two keys say; empty when there is no image, and then no command may stand here. */
  static Optional<Program> read(Section section) {
    return read(section, "");
  }

  /** The same, with the image that is meant when none is named; empty for none. */
  static Optional<Program> read(Section section, String otherwise) {
    Value imageValue = section.value("image");
    Optional<String> image =
        imageValue
            .text(IMAGE, "an image such as registry.example/nginx:1.29, or tools")
            .filter(name -> isNoTypingError(imageValue, name))
            .or(() -> Optional.of(otherwise).filter(name -> !name.isEmpty()));
    Value commandValue = section.value("command");
    List<String> command = command(commandValue);
    if (commandValue.isPresent() && !imageValue.isPresent() && otherwise.isEmpty()) {
      commandValue.failKey("a command needs an image", "add image: tools, or an image of yours");
    }
    return image.map(name -> new Program(name, command));
  }

  private static boolean isNoTypingError(Value value, String image) {
    boolean strange = image.startsWith(OwnImage.PADDED) && OwnImage.of(image).isEmpty();
    if (strange) {
      value.fail("no size of an image", "from padded-1Mi to padded-8Gi");
    }
    return !strange;
  }

  /** The words of a command; none when nothing stands there. */
  static List<String> command(Value value) {
    List<String> words = new ArrayList<>();
    for (Value item : value.items()) {
      item.text()
          .ifPresent(
              word -> {
                if (word.length() > LONGEST_WORD) {
                  item.fail("more than " + LONGEST_WORD + " letters", "");
                }
                words.add(word);
              });
    }
    value.size(1, MOST_WORDS, "words");
    return words;
  }
}
