package dev.tare.target.cri;

import dev.tare.scenario.Pod;
import java.util.List;

/** The programs of the payload image; benchmarks/PROTOCOL.md describes them. */
final class PayloadCommands {
  static final List<String> IDLE = List.of("/bin/busybox", "sh", "/opt/tare/idle");
  static final List<String> CALL_HOME = List.of("/bin/busybox", "sh", "/opt/tare/call-home");
  static final List<String> RECEIPT = List.of("/bin/busybox", "sh", "/opt/tare/receipt");

  /**
   * The JVM sizes itself by what it sees, and sandboxes show it different things: its heap and its
   * number of CPUs are the same everywhere. Its other options are linked into the image.
   */
  static List<String> bench(Pod shape) {
    return List.of(
        "/opt/java/bin/java",
        "-XX:ActiveProcessorCount=" + shape.cpu(),
        "-Xms64m",
        "-Xmx64m",
        "-jar",
        "/opt/tare/bench.jar");
  }

  private PayloadCommands() {}
}
