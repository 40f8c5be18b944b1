package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Java run-time image, linked from the JDK that runs this program.
 *
 * @param modules what is in it, separated by commas
 * @param options those that its {@code java} always has, so that no command line can forget them
 */
record JavaRuntime(String modules, String options) {
  /**
   * That of the payload: what bench.jar needs; java.logging only so that the class-data archive is
   * complete. A benchmark method is compiled after few calls and before it goes on: at 10 µs per
   * call, as in a sandbox, the usual thresholds would let the interpreter into the figures, on
   * runtimes with slow calls only.
   */
  static final JavaRuntime PAYLOAD =
      new JavaRuntime(
          "java.base,java.logging,java.management,java.xml,jdk.unsupported",
          String.join(
              " ",
              "-XX:+UseSerialGC",
              "-XX:-UsePerfData",
              "-XX:CompileCommand=quiet",
              "-XX:CompileCommand=CompileThresholdScaling,dev.tare.bench.suite.*::*,0.02",
              "-XX:CompileCommand=BackgroundCompilation,dev.tare.bench.suite.*::*,false",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Djava.io.tmpdir=/dev/shm"));

  /**
   * That of Tare itself, with the options of its launcher. The modules are what jdeps finds in its
   * jars, and zipfs, which is asked for by name at run time alone.
   */
  static final JavaRuntime RUNNER =
      new JavaRuntime(
          String.join(
              ",",
              "java.base",
              "java.desktop",
              "java.logging",
              "java.management",
              "java.naming",
              "java.net.http",
              "java.security.jgss",
              "java.sql",
              "java.xml",
              "jdk.httpserver",
              "jdk.jfr",
              "jdk.unsupported",
              "jdk.zipfs"),
          String.join(
              " ",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-XX:-UsePerfData",
              "-Xlog:disable",
              "-Xlog:all=error:stderr",
              "--enable-native-access=ALL-UNNAMED",
              "--sun-misc-unsafe-memory-access=allow",
              "-Djava.awt.headless=true"));

  /** Vendor and version of the JDK, part of an image's key. */
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
  void link(Path folder, Path log) throws IOException, InterruptedException {
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    if (!Files.isExecutable(jlink)) {
      throw new IOException(
          "there is no "
              + jlink
              + ": run tare from a checkout on a full JDK, or name an image with --image");
    }
    Command.run(
        List.of(
            jlink.toString(),
            "--add-modules",
            modules,
            "--add-options",
            options,
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            "--generate-cds-archive",
            "--output",
            folder.toString()),
        log);
  }
}
