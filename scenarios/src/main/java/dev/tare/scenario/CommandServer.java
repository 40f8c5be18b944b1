package dev.tare.scenario;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A second pod, which runs before the command and is what the command talks to.
 *
 * @param ready a text that a line of its output has once it is ready
 * @param port a TCP port that listens once it is ready; one of the two is given
 */
public record CommandServer(Program program, Optional<String> ready, OptionalInt port) {
  /** What stands for its address in the command. */
  public static final String PLACEHOLDER = "{server}";
}
