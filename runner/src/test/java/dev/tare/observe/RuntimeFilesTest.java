package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFilesTest {
  private static final Path STAMPS = Path.of("/run/tare/cluster2/network");

  @TempDir Path proc;

  private Path process(int pid, String comm, String folder) throws IOException {
    Path process = Files.createDirectories(proc.resolve(Integer.toString(pid)));
    Files.writeString(process.resolve("comm"), comm + "\n");
    return Files.createDirectories(process.resolve("root").resolve(folder));
  }

  @Test
  void aPathIsSeenThroughTheContainerdThatHasIt() throws IOException {
    process(7, "containerd", "run/tare/cluster1/network");
    process(8, "runc", "run/tare/cluster2/network");
    Path wanted = process(9, "containerd", "run/tare/cluster2/network");

    assertThat(new RuntimeFiles(proc).seen(STAMPS)).isEqualTo(wanted);
  }

  @Test
  void anotherContainerdIsFoundWhenTheOneKnownHasEnded() throws IOException {
    Path first = process(7, "containerd", "run/tare/cluster2/network");
    RuntimeFiles files = new RuntimeFiles(proc);
    assertThat(files.seen(STAMPS)).isEqualTo(first);

    Files.delete(first);
    Path second = process(9, "containerd", "run/tare/cluster2/network");

    assertThat(files.seen(STAMPS)).isEqualTo(second);
  }

  @Test
  void whatNoneHasIsLookedForBelowTheFirstProcess() {
    assertThat(new RuntimeFiles(proc).seen(STAMPS))
        .isEqualTo(proc.resolve("1/root/run/tare/cluster2/network"));
  }
}
