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
      RunPodSandbox 1795705058296357426 1795705058409916553 ok
      CreateContainer 1795705058415517085 1795705058421532142 ok
      StartContainer 1795705058421594224 1795705058484158317 ok
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
          RunPodSandbox 1795705058296357426 1795705058409916553 ok | not all of its kubelet's spans have come
          RunPodSandbox 1795705058296357426 1795705058409916553 failed | its kubelet's call RunPodSandbox failed before the pod started
          RunPodSandbox 17 18 ok | what was written of its kubelet's spans is damaged
          RunPodSandbox NaN -1 ok | what was written of its kubelet's spans is damaged
          """)
  void whatIsNotThreeCallsIsSaid(String line, String reason) throws Exception {
    Files.writeString(folder.resolve(UID), line + "\n");

    assertThat(KubeletCalls.await(folder, UID, 0)).isEqualTo(KubeletCalls.unknown(reason));
  }

  @Test
  void aSecondSandboxOfAPodLeavesNoPhases() {
    assertThat(KubeletCalls.parse(RUNC + RUNC).unknownBecause())
        .isEqualTo("its kubelet made the pod in more than one try");
  }

  @Test
  void aPodWithoutSpansHasAReasonAndNoMark() throws Exception {
    Marks marks = new Marks(0);
    KubeletCalls.await(folder, UID, 0).addTo(marks);

    assertThat(marks.unseen())
        .containsExactly(
            new Reading.Blind("calls of the kubelet", "its kubelet's spans have not come"));
    assertThat(marks.done()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../passwd", "a/b"})
  void aNameThatIsNoUidIsNotLookedFor(String uid) throws Exception {
    assertThat(KubeletCalls.await(folder, uid, 0).unknownBecause()).isEqualTo("the pod has no uid");
  }
}
