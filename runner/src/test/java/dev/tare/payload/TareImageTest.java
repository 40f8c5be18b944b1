package dev.tare.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TareImageTest {
  @TempDir private Path folder;

  @Test
  void aProjectThatIsNotBuiltIsNamedWithTheRemedy() {
    assertThatThrownBy(() -> images().tare(line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("runner/target/runner.jar: build the project");
  }

  @Test
  void theLibrariesThatTheJarNamesGoInAndNoOthers() throws IOException {
    Path target = jar("lib/reports-1.jar lib/other-2.jar");
    Path lib = Files.createDirectory(target.resolve("lib"));
    for (String name : List.of("reports-1.jar", "other-1.jar", "other-2.jar")) {
      Files.writeString(lib.resolve(name), name);
    }

    assertThat(TareImage.plan(folder).layers())
        .containsExactly(
            new ImagePlan.Layer("libraries", "/opt/tare/lib", List.of(lib.resolve("other-2.jar"))),
            new ImagePlan.Layer("modules", "/opt/tare/lib", List.of(lib.resolve("reports-1.jar"))),
            new ImagePlan.Layer("tare", "/opt/tare", List.of(target.resolve("runner.jar"))));
  }

  @Test
  void aLibraryThatIsMissingIsNamed() throws IOException {
    jar("lib/other-2.jar");

    assertThatThrownBy(() -> TareImage.plan(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lib/other-2.jar, which ")
        .hasMessageEndingWith("needs: build the project again");
  }

  @Test
  void theArgumentsOfAContainerAreThoseOfTare() throws IOException {
    Path lib = Files.createDirectory(jar("lib/other-2.jar").resolve("lib"));
    Files.writeString(lib.resolve("other-2.jar"), "");

    assertThat(TareImage.plan(folder).entrypoint()).endsWith("-jar", "/opt/tare/runner.jar");
  }

  @Test
  void anArchivesOwnImageIsUsed() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path tar = Files.writeString(images.resolve("tare.tar"), "tar");
    BuiltImage image = new BuiltImage("localhost/tare/tare:1", tar, "sha256:00", List.of());
    ImageFolder.describe("tare", image, "25");

    assertThat(images().tare(line -> {})).isEqualTo(image);
  }

  @Test
  void anArchivesProgramsStandTogether() throws IOException {
    Path program = Files.createDirectory(folder.resolve("program"));

    assertThat(ProgramFiles.of(folder).runner()).isEqualTo(program.resolve("runner.jar"));
  }

  private Path jar(String classPath) throws IOException {
    Path target = Files.createDirectories(folder.resolve("runner/target"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    try (OutputStream file = Files.newOutputStream(target.resolve("runner.jar"));
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.finish();
    }
    return target;
  }

  private Images images() {
    return new Images(folder, false, folder.resolve("cache"));
  }
}
