package dev.tare.scenario;

import java.util.List;

/**
 * What runs in a pod instead of Tare's own payload.
 *
 * @param image as nodes know it or can pull it, or the name of a {@link OwnImage}
 * @param command first program and its arguments, in place of the image's entry point; empty for
 *     what the image starts by itself
 */
public record Program(String image, List<String> command) {

  public Program {
    command = List.copyOf(command);
  }

  /** Whether it needs an image that Tare builds. */
  public boolean usesOwnImage() {
    return OwnImage.of(image).isPresent();
  }

  /** The same image with another command. */
  public Program with(List<String> other) {
    return new Program(image, other);
  }
}
