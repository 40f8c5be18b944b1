package dev.tare.payload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The image {@code tare}: Tare and its libraries. */
final class TareImage {
  static final String NAME = "tare";
  private static final String JAR = ImagePlan.TARE_FOLDER + "/runner.jar";

  private TareImage() {}

  /**
   * What goes into it.
   *
   * @param project a checkout with {@code runner/} built, or an unpacked archive
   */
  static ImagePlan plan(Path project) throws IOException {
    ProgramFiles programs = ProgramFiles.of(project);
    List<Path> own = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    for (Path library : programs.libraries()) {
      (isOurs(library) ? own : others).add(library);
    }
    String libraries = ImagePlan.TARE_FOLDER + "/lib";
    return new ImagePlan(
        NAME,
        ImagePlan.PROGRAM_PACKAGES,
        Optional.of(JavaRuntime.RUNNER),
        List.of(
            new ImagePlan.Layer("libraries", libraries, others),
            new ImagePlan.Layer("modules", libraries, own),
            new ImagePlan.Layer("tare", ImagePlan.TARE_FOLDER, List.of(programs.runner()))),
        List.of(
            ImagePlan.JAVA_FOLDER + "/bin/java",
            "-Dtare.home=" + ImagePlan.TARE_FOLDER,
            "-jar",
            JAR),
        List.of("--help"));
  }

  /** The modules of this project change with every build, other people's libraries seldom. */
  private static boolean isOurs(Path library) {
    String name = library.getFileName().toString();
    return name.startsWith("scenarios-") || name.startsWith("reports-");
  }
}
