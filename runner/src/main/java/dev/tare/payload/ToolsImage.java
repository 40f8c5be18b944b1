package dev.tare.payload;

import dev.tare.scenario.OwnImage;
import java.util.List;
import java.util.Optional;

/**
 * The image {@code tools}: well-known benchmarks and servers as Debian packages them, with nothing
 * of ours. Its programs run as nobody; {@code /tmp} and {@code /dev/shm} are theirs to write.
 */
final class ToolsImage {
  static final String NAME = OwnImage.TOOLS;

  private static final List<String> PACKAGES =
      List.of(
          "busybox-static",
          "fio",
          "iperf3",
          "nginx-light",
          "redis-server",
          "redis-tools",
          "stress-ng",
          "sysbench",
          "wrk");

  private ToolsImage() {}

  /** What goes into it. */
  static ImagePlan plan() {
    return new ImagePlan(NAME, PACKAGES, Optional.empty(), List.of(), List.of(), List.of("sh"));
  }
}
