package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.target.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeletCallsTest {
  private static final String UID = "0f8c1a52-3b1e-4a0e-9c4f-6f1d0a5a7b11";

  /** Of a runc pod on a kubelet 1.34.4. */
  private static final String RUNC =
      """
      1e0d5b9c33f2460a8b7f5d2c9a4e6f10 RunPodSandbox 1795705058296357426 1795705058409916553 ok
      1e0d5b9c33f2460a8b7f5d2c9a4e6f10 CreateContainer 1795705058415517085 1795705058421532142 ok
      1e0d5b9c33f2460a8b7f5d2c9a4e6f10 StartContainer 1795705058421594224 1795705058484158317 ok
      """;

  @TempDir Path folder;

  private List<Mark> marks(KubeletCalls calls) {
    // A trial that began at 1795705058.2, when the monotonic clock stood at 0.
    Marks marks = new Marks(0);
    calls.addTo(marks);
    WallClock.Pair pair = new WallClock.Pair(1_795_705_058_200_000_000L, 40);
    assertThat(marks.unseen()).isEmpty();
    return marks.done(Optional.of(WallClock.between(pair, pair)));
  }

  @Test
  void callsBecomeMarksOfTheKubelet() throws Exception {
    Files.writeString(folder.resolve(UID), RUNC);

    assertThat(marks(KubeletCalls.await(folder, UID, 0)))
        .extracting(Mark::phase, Mark::observer, Mark::nanos)
        .containsExactly(
            tuple(Phase.SANDBOX_BEGUN, "kubelet", 96_357_426L),
            tuple(Phase.SANDBOX_CREATED, "kubelet", 209_916_553L),
            tuple(Phase.CONTAINER_BEGUN, "kubelet", 215_517_085L),
            tuple(Phase.CONTAINER_CREATED, "kubelet", 221_532_142L),
            tuple(Phase.START_ANSWERED, "kubelet", 284_158_317L));
  }

  @Test
  void theyAreAwaited() throws Exception {
    Thread kubelet =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(150);
                    Files.writeString(folder.resolve(UID), RUNC);
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });

    assertThat(KubeletCalls.await(folder, UID, 60_000).unknownBecause()).isNull();
    kubelet.join();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1e0d5b9c33f2460a8b7f5d2c9a4e6f10 RunPodSandbox 1795705058296357426 1795705058409916553 ok | not all of its kubelet's spans have come
          1e0d5b9c33f2460a8b7f5d2c9a4e6f10 RunPodSandbox 1795705058296357426 1795705058409916553 failed | its kubelet's call RunPodSandbox failed
          1e0d5b9c33f2460a8b7f5d2c9a4e6f10 StartContainer 1795705058296357426 1795705058409916553 ok | its kubelet made other calls than one for each step
          1e0d5b9c33f2460a8b7f5d2c9a4e6f10 RunPodSandbox 17 18 ok | what was written of its kubelet's spans is damaged
          1e0d5b9c33f2460a8b7f5d2c9a4e6f10 RunPodSandbox NaN -1 ok | what was written of its kubelet's spans is damaged
          RunPodSandbox 1795705058296357426 1795705058409916553 ok | what was written of its kubelet's spans is damaged
          """)
  void whatIsNotThreeCallsIsSaid(String line, String reason) throws Exception {
    Files.writeString(folder.resolve(UID), line + "\n");

    assertThat(KubeletCalls.await(folder, UID, 0)).isEqualTo(KubeletCalls.unknown(reason));
  }

  @Test
  void aPodOfTwoTriesHasNoPhases() {
    // Its sandbox in one, its container ten seconds later in another: each call once, and all went
    // well.
    String twoTries =
        RUNC.replace(
                "1e0d5b9c33f2460a8b7f5d2c9a4e6f10 CreateC",
                "01f6e4a9c2d5f7b8a0642f33c9b5d0e1 CreateC")
            .replace(
                "1e0d5b9c33f2460a8b7f5d2c9a4e6f10 StartC",
                "01f6e4a9c2d5f7b8a0642f33c9b5d0e1 StartC");

    assertThat(KubeletCalls.parse(twoTries).unknownBecause())
        .isEqualTo("its kubelet made it in more than one try");
    assertThat(KubeletCalls.parse(RUNC + RUNC).unknownBecause())
        .isEqualTo("its kubelet made other calls than one for each step");
  }

  @Test
  void aFolderThatIsNotThereIsSaidAndNotWaitedFor() throws Exception {
    Path none = folder.resolve("none");

    assertThat(KubeletCalls.await(none, UID, 3_600_000).unknownBecause())
        .isEqualTo("the folder of its kubelet's spans, " + none + ", is not there");
  }

  @Test
  void aPodWithoutSpansHasAReasonAndNoMark() throws Exception {
    Marks marks = new Marks(0);
    KubeletCalls.await(folder, UID, 0).addTo(marks);

    assertThat(marks.unseen())
        .containsExactly(
            new Reading.Blind("calls of the kubelet", "not all of its kubelet's spans have come"));
    assertThat(marks.done()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../passwd", "a/b"})
  void aNameThatIsNoUidIsNotLookedFor(String uid) throws Exception {
    assertThat(KubeletCalls.await(folder, uid, 0).unknownBecause()).isEqualTo("the pod has no uid");
  }
}
