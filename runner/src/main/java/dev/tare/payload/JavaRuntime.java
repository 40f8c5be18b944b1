package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Java run-time image of the payload, linked from the JDK that runs this program. */
final class JavaRuntime {
  /** What bench.jar needs; java.logging only so that the class-data archive is complete. */
  static final String MODULES = "java.base,java.logging,java.management,java.xml,jdk.unsupported";

  /**
   * Options that are part of the image, so that no command line can forget them. A benchmark method
   * is compiled after few calls and before it goes on: at 10 µs per call, as in a sandbox, the
   * usual thresholds would let the interpreter into the figures, on runtimes with slow calls only.
   */
  static final String OPTIONS =
      String.join(
          " ",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=CompileThresholdScaling,dev.tare.bench.suite.*::*,0.02",
          "-XX:CompileCommand=BackgroundCompilation,dev.tare.bench.suite.*::*,false",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.io.tmpdir=/dev/shm");

  private JavaRuntime() {}

  /** Vendor and version of the JDK, part of the image's key. */
  static String version() {
    return System.getProperty("java.vendor.version", "")
        + " "
        + Runtime.version()
        + " "
        + System.getProperty("os.arch");
  }

  /**
   * Links a run-time image into a folder that does not exist yet.
   *
   * @throws IOException when this program runs on something that has no jlink, or jlink fails
   */
  static void link(Path folder, Path log) throws IOException, InterruptedException {
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    if (!Files.isExecutable(jlink)) {
      throw new IOException("there is no " + jlink + ": run tare on a full JDK, not on a JRE");
    }
    Command.run(
        List.of(
            jlink.toString(),
            "--add-modules",
            MODULES,
            "--add-options",
            OPTIONS,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output",
            folder.toString()),
        log);
  }
}
