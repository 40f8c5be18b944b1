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

class PayloadBuilderTest {
  @TempDir private Path folder;

  @Test
  void aProjectThatIsNotBuiltIsNamedWithTheRemedy() {
    PayloadBuilder builder = new PayloadBuilder(folder, false, folder.resolve("cache"));

    assertThatThrownBy(() -> builder.build(line -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("benchmarks/target/bench.jar: build the project");
  }

  @Test
  void whatWasDescribedIsRead() throws IOException {
    Path tar = Files.writeString(folder.resolve(PayloadFolder.TAR), "tar");
    PayloadImage image =
        new PayloadImage(
            "localhost/tare/payload:1", tar, "sha256:00", List.of("iperf3 3.18 amd64"));

    PayloadFolder.describe(folder, image, "25");

    assertThat(PayloadFolder.read(folder)).isEqualTo(image);
  }

  @Test
  void aDamagedFolderIsNamed() throws IOException {
    Files.writeString(folder.resolve(PayloadFolder.DESCRIPTION), "{\"digest\":");

    assertThatThrownBy(() -> PayloadFolder.read(folder))
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
