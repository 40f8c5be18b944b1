package dev.tare.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is more than one call really happens. */
class KernelWorkTest {
  @Test
  void aByteComesBackThroughThePipesUntilTheyAreClosed() throws Throwable {
    PipePeer peer = new PipePeer();
    peer.start();

    for (int i = 0; i < 100; i++) {
      assertThat(new Handover().pipe(peer)).isEqualTo(1);
    }
    peer.stop();
  }

  @Test
  void aWordComesBackByFutexAndThePeerEndsWhenItIsTold() throws Throwable {
    FutexPeer peer = new FutexPeer();
    peer.start();

    for (int i = 0; i < 100; i++) {
      assertThat(new Handover().futex(peer)).isEqualTo(1);
    }
    peer.stop();
  }

  @Test
  void memoryIsMappedTouchedAndGivenBack() throws Throwable {
    Paging paging = new Paging();
    paging.mapRegion();

    assertThat(paging.map()).isPositive();
    assertThat(paging.fault()).isPositive();
    long before = minorFaults();
    paging.fault();
    assertThat(minorFaults() - before).as("pages are touched anew each time").isGreaterThan(200);
    paging.unmapRegion();
  }

  private static long minorFaults() throws Exception {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[7]);
  }

  @Test
  void theWholeArrayIsReadAndHalfOfItCopied() throws Throwable {
    Bandwidth bandwidth = new Bandwidth();
    bandwidth.bytes = 8 << 20;
    bandwidth.fill();

    assertThat(bandwidth.read()).isZero();
    assertThat(bandwidth.copy()).isPositive();
    bandwidth.free();
    assertThat(Bandwidth.moved("read", 100)).isEqualTo(100);
    assertThat(Bandwidth.moved("copy", 100)).isEqualTo(50);
  }

  @Test
  void theArrayFollowsTheLimitAndAPodThatIsTooSmallIsTold() {
    assertThat(Bandwidth.array(224L << 20)).isEqualTo(64L << 20);
    assertThat(Bandwidth.array(300L << 20)).isEqualTo(140L << 20);
    assertThat(Bandwidth.array(8L << 30)).isEqualTo(256L << 20);
    assertThatThrownBy(() -> Bandwidth.array(128L << 20))
        .hasMessage(
            "the group bandwidth needs a memory limit of at least 224 MiB, and has 128 MiB");
  }

  @Test
  void aProgramIsStartedAndAwaited() throws Throwable {
    assertThat(new Exec().spawn()).isPositive();
  }

  @Test
  void blocksAreReadWrittenAndSyncedAndNothingIsLeft() throws Throwable {
    File file = new File();
    file.make();

    assertThat(file.write()).isEqualTo(File.BLOCK);
    assertThat(file.read()).isEqualTo(File.BLOCK);
    assertThat(file.writeSync()).isEqualTo(File.BLOCK);
    file.remove();

    try (Stream<Path> left = Files.list(Path.of(Mount.writable()))) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("tare-file.")))
          .isEmpty();
    }
  }

  @Test
  void aMountIsTheNearestAboveTheFolderWithoutItsLayers() {
    List<String> lines =
        List.of(
            "1 0 0:30 / / rw,relatime - overlay overlay rw,lowerdir=/a:/b,upperdir=/c,workdir=/d",
            "2 1 0:31 / /tmpfoo rw - tmpfs tmpfs rw",
            "3 1 0:32 / /var rw,nosuid shared:7 - ext4 /dev/vda rw,discard",
            "what is no mount");

    assertThat(Mount.of("/tmp", lines)).isEqualTo(new Mount("/tmp", "/", "overlay", "rw,relatime"));
    assertThat(Mount.of("/var/tmp", lines))
        .isEqualTo(new Mount("/var/tmp", "/var", "ext4", "rw,nosuid,discard"));
  }
}
