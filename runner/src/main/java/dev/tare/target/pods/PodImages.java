package dev.tare.target.pods;

import dev.tare.scenario.Program;

/**
 * The images of a run by the names under which its nodes know them.
 *
 * @param payload Tare's own programs
 * @param tools the one that Tare builds of Debian packages; empty when no workload needs it
 */
public record PodImages(String payload, String tools) {

  /** The image of that program. */
  public String of(Program program) {
    return program.usesTools() ? tools : program.image();
  }
}
