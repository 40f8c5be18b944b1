package dev.tare.scenario;

import java.util.List;

/**
 * What runs in a pod instead of Tare's own payload.
 *
 * @param image as nodes know it or can pull it, or {@link #TOOLS}
 * @param command first program and its arguments, in place of the image's entry point; empty for
 *     what the image starts by itself
 */
public record Program(String image, List<String> command) {
  /** The image that Tare builds of Debian's fio, sysbench, redis, nginx, wrk and others. */
  public static final String TOOLS = "tools";

  public Program {
    command = List.copyOf(command);
  }

  /** Whether it needs the image that Tare builds. */
  public boolean usesTools() {
    return image.equals(TOOLS);
  }

  /** The same image with another command. */
  public Program with(List<String> other) {
    return new Program(image, other);
  }
}
