package dev.tare.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesTest {
  @TempDir private Path folder;

  @Test
  void aProjectThatIsNotBuiltIsNamedWithTheRemedy() {
    Images images = new Images(folder, false, folder.resolve("cache"));

    assertThatThrownBy(() -> images.payload(line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("benchmarks/target/bench.jar: build the project");
  }

  @Test
  void whatWasDescribedIsRead() throws IOException {
    Path tar = Files.writeString(folder.resolve("payload.tar"), "tar");
    BuiltImage image =
        new BuiltImage("localhost/tare/payload:1", tar, "sha256:00", List.of("iperf3 3.18 amd64"));

    ImageFolder.describe("payload", image, "25");

    assertThat(ImageFolder.read(folder, "payload")).isEqualTo(image);
  }

  @Test
  void aDamagedFolderIsNamed() throws IOException {
    Files.writeString(folder.resolve("payload.json"), "{\"digest\":");

    assertThatThrownBy(() -> ImageFolder.read(folder, "payload"))
        .hasMessage(folder + " is damaged: remove it and build again");
  }

  @Test
  void anArchiveIsATarThatOthersRead() throws Exception {
    Path layer = Files.writeString(folder.resolve("layer"), "x".repeat(700));
    Path archive = folder.resolve("archive.tar");

    DockerArchive.write(layer, "amd64", archive);

    Path out = Files.createDirectory(folder.resolve("out"));
    Command.run(
        List.of("tar", "-xf", archive.toString(), "-C", out.toString()), folder.resolve("log"));
    assertThat(out.resolve("layer.tar")).hasSameTextualContentAs(layer);
    assertThat(Files.readString(out.resolve("manifest.json"))).contains("\"config.json\"");
    assertThat(Files.readString(out.resolve("config.json")))
        .contains("sha256:" + Sha256.of("x".repeat(700).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aProgramThatFailsIsQuoted() {
    assertThatThrownBy(
            () -> Command.run(List.of("sh", "-c", "echo why; exit 3"), folder.resolve("log")))
        .hasMessage("sh failed with status 3: why");
  }
}
