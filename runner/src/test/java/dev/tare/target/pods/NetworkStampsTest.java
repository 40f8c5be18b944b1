package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.target.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkStampsTest {
  private static final String SANDBOX = "4f1c6d";

  @TempDir Path folder;

  private NetworkStamps read(String text) throws IOException {
    Files.writeString(folder.resolve(SANDBOX), text);
    return NetworkStamps.read(folder, SANDBOX);
  }

  @Test
  void twoStampsBecomeMarksWhoseErrorHoldsTheirMicrosecond() throws IOException {
    NetworkStamps stamps = read("begun 1795658332.110491\nready 1795658332.152097\n");
    Marks marks = new Marks(1_000);
    stamps.addTo(marks);

    WallClock clock =
        WallClock.between(
            new WallClock.Pair(1_795_658_332_000_000_000L, 40),
            new WallClock.Pair(1_795_658_332_000_000_000L, 40));

    assertThat(marks.done(Optional.of(clock)))
        .containsExactly(
            new Mark(Phase.NETWORK_BEGUN, "cni", 110_490_000, 1_041),
            new Mark(Phase.NETWORK_READY, "cni", 152_096_000, 1_041));
    assertThat(marks.unseen()).isEmpty();
    assertThat(marks.done()).as("without the node's wall clock there is no mark").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "begun 1795658332.110491\n",
        "begun 1795658332.110491\nready 1795658332.152097\nready 1795658332.252097\n",
        "begun 1795658332.11\nready 1795658332.152097\n",
        "begun -5.110491\nready 1795658332.152097\n",
        "begun 99999999999.110491\nready 1795658332.152097\n",
        "begun NaN\nready \u001b[31m1\n",
      })
  void whatIsNotTwoStampsIsNoStamp(String text) throws IOException {
    NetworkStamps stamps = read(text);
    Marks marks = new Marks(0);
    stamps.addTo(marks);

    assertThat(stamps.unknownBecause()).contains("are not two");
    assertThat(marks.unseen()).extracting(Reading.Blind::view).containsExactly("network set-up");
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    assertThat(NetworkStamps.read(folder, SANDBOX).unknownBecause())
        .isEqualTo(
            "the CNI plugins' stamps below " + folder + " cannot be read (NoSuchFileException)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../passwd", "a/b"})
  void aNameThatIsNoIdIsNotLookedFor(String sandbox) {
    assertThat(NetworkStamps.read(folder, sandbox).unknownBecause()).contains("no sandbox");
  }
}
