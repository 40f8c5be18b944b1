package dev.tare.target.pods;

import dev.tare.scenario.Pod;
import java.util.List;
import java.util.stream.Stream;

/** The programs of the payload image; benchmarks/PROTOCOL.md describes them. */
public final class PayloadCommands {
  static final List<String> IDLE = List.of("/bin/busybox", "sh", "/opt/tare/idle");
  static final List<String> LOAD = List.of("/bin/busybox", "sh", "/opt/tare/load");

  /** Prints the receipt, and then stays as the idle pod does. */
  static final List<String> RECEIPT =
      List.of("/bin/busybox", "sh", "-c", "sh /opt/tare/receipt; exec sh /opt/tare/idle");

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

  /**
   * Prints a line, and then calls home.
   *
   * @param trial its id, for whoever reads the call
   * @param nonce by which the call is known
   */
  public static List<String> callHome(String trial, String nonce, String host, int port) {
    return List.of(
        "/bin/busybox", "sh", "/opt/tare/call-home", trial, nonce, host, Integer.toString(port));
  }

  /**
   * The same, and then tells when its kernel started its first process.
   *
   * @param command of {@link #callHome}
   */
  static List<String> tellingBoot(List<String> command) {
    return Stream.concat(command.stream(), Stream.of("guest-boot")).toList();
  }

  private PayloadCommands() {}
}
