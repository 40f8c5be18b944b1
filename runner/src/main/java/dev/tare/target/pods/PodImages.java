package dev.tare.target.pods;

import dev.tare.scenario.OwnImage;
import dev.tare.scenario.Program;
import java.util.Map;

/**
 * The images of a run by the names under which its nodes know them.
 *
 * @param payload Tare's own programs
 * @param own those that Tare builds and some workload needs, by {@link OwnImage#name}
 */
public record PodImages(String payload, Map<String, String> own) {
  public PodImages {
    own = Map.copyOf(own);
  }

  /** The payload's alone. */
  public PodImages(String payload) {
    this(payload, Map.of());
  }

  /** The image of that program. */
  public String of(Program program) {
    return OwnImage.of(program.image())
        .map(image -> own.getOrDefault(image.name(), program.image()))
        .orElse(program.image());
  }
}
