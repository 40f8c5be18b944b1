package dev.tare.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
  @TempDir private Path folder;

  @Test
  void aPushedImageHasTheDigestThatItWasBuiltWith() throws Exception {
    BuiltImage image = image("payload");
    try (FakeRegistry fake = new FakeRegistry(folder)) {
      Registry registry = new Registry(fake.host() + "/mirror");

      assertThat(registry.push(image, folder.resolve("layers")))
          .isEqualTo(fake.host() + "/mirror/payload@" + image.digest())
          .isEqualTo(registry.reference(image));
      assertThat(fake.has("mirror/payload/manifests/" + image.digest())).isTrue();
      assertThat(fake.has("mirror/payload/manifests/0123456789ab")).isTrue();
    }
  }

  @Test
  void anImageThatIsNotWhatItsDescriptionSaysIsRefused() throws Exception {
    BuiltImage image = image("payload");
    BuiltImage other =
        new BuiltImage(image.reference(), image.tar(), "sha256:" + "0".repeat(64), List.of());
    try (FakeRegistry fake = new FakeRegistry(folder)) {
      Registry registry = new Registry(fake.host() + "/mirror");

      assertThatThrownBy(() -> registry.push(other, folder.resolve("layers")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("became " + image.digest());
    }
  }

  @Test
  void anImageIsNamedByItsDigest() {
    BuiltImage image =
        new BuiltImage("localhost/tare/tare:0123", folder, "sha256:" + "a".repeat(64), List.of());

    assertThat(new Registry("registry.example/tare/").reference(image))
        .isEqualTo("registry.example/tare/tare@sha256:" + "a".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tare", "registry.example/Tare", "https://registry.example/tare"})
  void whatNamesNoRegistryIsRefused(String prefix) {
    assertThatThrownBy(() -> new Registry(prefix))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' names no registry: give its host and a path, as in registry.example/tare",
            prefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry.example", "registry.example:5000/a/b", "docker.io/me"})
  void registriesWithPortsAndPathsAreTaken(String prefix) {
    assertThat(new Registry(prefix).prefix()).isEqualTo(prefix);
  }

  private BuiltImage image(String name) throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(root.resolve("file"), "of the root");
    Path layer = folder.resolve("root.tar");
    Command.run(
        List.of("tar", "-cf", layer.toString(), "-C", root.toString(), "."), folder.resolve("log"));
    Path base = folder.resolve("base.tar");
    DockerArchive.write(layer, "amd64", base);
    Path java = Files.createDirectory(folder.resolve("java"));
    Files.writeString(java.resolve("release"), "25");
    Path program = Files.writeString(folder.resolve("program"), "1");
    ImagePlan plan =
        new ImagePlan(
            name,
            List.of(),
            Optional.of(JavaRuntime.PAYLOAD),
            List.of(new ImagePlan.Layer("tare", "/opt/tare", List.of(program))),
            List.of("/opt/tare/program"),
            List.of("--help"));
    Path tar = folder.resolve(name + ".tar");
    String reference = "localhost/tare/" + name + ":0123456789ab";
    String digest =
        new ImageWriter(folder.resolve("layers"))
            .write(
                plan,
                base,
                new ImageWriter.Made(Optional.of(java), Optional.empty()),
                "amd64",
                tar,
                reference);
    return new BuiltImage(reference, tar, digest, List.of());
  }
}
