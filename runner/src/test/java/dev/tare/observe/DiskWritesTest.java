package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWritesTest {
  @TempDir Path proc;

  /** Lines of a virtual machine with Linux 6.18, and one as kernels before 5.5 print it. */
  private static final String DISKSTATS =
      """
         7       0 loop0 0 0 0 0 9 0 0 0 0 0 0 0 0 0 0 0 0
       254       0 vda 760538 45331 18201530 1397763 1135342 396708 89827152 1523677 0 411140 3199077 291554 146 64858704 136336 224750 141299
       253       0 zram0 0 0 0 0 7 0 0 0 0 0 0 0 0 0 0 0 0
         8       0 sda 10 0 0 0 20 0 0 0 0 0 0
      """;

  @Test
  void writesAndFlushesAreCountedOfDisksAlone() throws Exception {
    Files.writeString(proc.resolve("diskstats"), DISKSTATS);

    assertThat(DiskWrites.read(proc)).isEqualTo(Map.of("vda", 1_135_342L + 224_750L, "sda", 20L));
  }

  @Test
  void withoutTheFileNobodySeesThem() {
    assertThat(DiskWrites.read(proc)).isEmpty();
  }
}
