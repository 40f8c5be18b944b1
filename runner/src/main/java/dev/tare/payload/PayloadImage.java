package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The payload image, which runs in the pods: packages, the running JDK and bench.jar. */
final class PayloadImage {
  static final String NAME = "payload";

  private PayloadImage() {}

  /**
   * What goes into it.
   *
   * @param project a checkout with {@code benchmarks/} built, or an unpacked archive
   */
  static ImagePlan plan(Path project) throws IOException {
    return new ImagePlan(
        NAME,
        ImagePlan.PROGRAM_PACKAGES,
        Optional.of(JavaRuntime.PAYLOAD),
        List.of(
            new ImagePlan.Layer("tare", ImagePlan.TARE_FOLDER, ProgramFiles.of(project).payload())),
        List.of(),
        List.of("/usr/bin/busybox", "sh", ImagePlan.TARE_FOLDER + "/idle"));
  }
}
