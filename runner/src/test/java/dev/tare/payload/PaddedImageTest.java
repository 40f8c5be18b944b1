package dev.tare.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.scenario.OwnImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaddedImageTest {
  @TempDir private Path folder;

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void itIsAsLargeAsItSays() throws IOException {
    PaddedImage.write(folder, 3);

    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isEqualTo(3 << 20);
  }

  @Test
  void itIsAsLargeInARegistryAsOnANode() throws IOException {
    PaddedImage.write(folder, 1);

    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (Path file : files(folder)) {
        out.write(Files.readAllBytes(file));
      }
    }
    assertThat(packed.size()).isGreaterThan(1 << 20);
  }

  @Test
  void itIsTheSameOnEveryMachine() throws IOException {
    Path other = folder.resolve("other");
    Path one = folder.resolve("one");
    PaddedImage.write(one, 1);
    PaddedImage.write(other, 1);

    assertThat(files(one))
        .allSatisfy(
            file ->
                assertThat(file)
                    .hasSameBinaryContentAs(other.resolve(one.relativize(file).toString())));
  }

  @Test
  void aRepositoryHasNoCapitals() {
    ImagePlan plan = PaddedImage.plan(new OwnImage.Padded(2048));

    assertThat(plan.repository()).isEqualTo("localhost/tare/padded-2gi");
    assertThat(plan.padding()).isEqualTo(2048);
  }
}
