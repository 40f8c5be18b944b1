package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageFactsTest {
  @TempDir Path root;

  private String device = "";

  @BeforeEach
  void whereTheTestStands() throws IOException {
    device = StorageFacts.device((long) Files.getAttribute(root, "unix:dev"));
  }

  @Test
  void theDeviceOfAFolderIsNamedWithItsFileSystem() throws IOException {
    Path disk = Files.createDirectories(root.resolve("sys/devices/vda"));
    Files.createDirectories(disk.resolve("queue"));
    Files.writeString(disk.resolve("queue/rotational"), "0\n");
    Files.createDirectories(disk.resolve("device"));
    Files.writeString(disk.resolve("device/model"), "Example Disk\n");
    Files.createDirectories(root.resolve("sys/dev/block"));
    Files.createSymbolicLink(root.resolve("sys/dev/block/" + device), Path.of("../../devices/vda"));

    assertThat(facts("27 1 " + device + " / / rw - ext4 /dev/vda rw\n"))
        .containsExactly(
            Fact.known("storage.filesystem", "ext4", true),
            Fact.known("storage.device", "vda: Example Disk", false),
            Fact.known("storage.rotates", "no", true));
  }

  @Test
  void whatIsOnNoBlockDeviceSaysSo() throws IOException {
    List<Fact> facts = facts("27 1 0:999 / / rw - tmpfs tmpfs rw\n");

    assertThat(facts).hasSize(3).allMatch(fact -> fact.value() == null);
    assertThat(facts)
        .extracting(Fact::unknownBecause)
        .startsWith(
            root + "/mountinfo has no device " + device,
            root + " is on device " + device + ", which is no block device");
  }

  /** Compared with stat(1): 259:3 is 0x10303, and large minors are split. */
  @Test
  void numbersOfDevicesAreUnpackedAsTheCLibraryDoes() {
    assertThat(StorageFacts.device(0x10303)).isEqualTo("259:3");
    assertThat(StorageFacts.device(0x100_0005)).isEqualTo("0:4101");
  }

  private List<Fact> facts(String mountinfo) throws IOException {
    Path mounts = Files.writeString(root.resolve("mountinfo"), mountinfo);
    return new StorageFacts(new SystemFiles(root), mounts).of(root);
  }
}
