package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.measure.MemoryMeasurement;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The metrics are written after Kata's documentation: no shim of a real guest was asked. */
class GuestMemoryTest {
  private static final String ID = "a".repeat(64);
  private static final Sandbox KATA = new Sandbox("p1", ID, List.of());

  @TempDir Path root;
  @TempDir Path sockets;

  @Test
  void whatTheGuestSaysOfItsMemoryIsAReading() throws IOException {
    try (FakeShim shim = new FakeShim(socket("run/vc/sbs"), FakeShim.ok(metrics()))) {
      Reading.Guest guest = only(Reading.Guest.class, kata().memory(KATA));

      assertThat(guest.meminfo())
          .containsEntry("mem_total", 2_097_152_000L)
          .containsEntry("cached", 48L << 20);
      assertThat(guest.figures())
          .isEqualTo(
              Map.of(
                  "kata_agent_scrape_count", 1.0,
                  "kata_agent_total_rss", 16.0 * (1 << 20),
                  "kata_agent_proc_status.vmrss", 16384.0,
                  "kata_hypervisor_threads", 9.0,
                  "kata_hypervisor_proc_status.vmrss", 180000.0,
                  "kata_shim_threads", 14.0));
      assertThat(shim.requests())
          .singleElement()
          .satisfies(request -> assertThat(request).startsWith("GET /metrics HTTP/1.0\r\n"));
    }
  }

  @Test
  void aFieldThatTheGuestsKernelDoesNotHaveIsNoSample() throws IOException {
    try (FakeShim _ = new FakeShim(socket("run/kata"), FakeShim.ok(metrics()))) {
      Map<String, Double> samples =
          MemoryMeasurement.samples(kata().memory(KATA)).stream()
              .collect(Collectors.toMap(sample -> sample.metric().name(), Sample::value));

      assertThat(samples)
          .containsEntry("memory.guest.total", 2.097152e9)
          .containsEntry("memory.guest.anon", 12.0 * (1 << 20))
          .containsEntry("memory.guest.agent", 16.0 * (1 << 20))
          .doesNotContainKeys("memory.guest.buffers", "memory.guest.shmem");
    }
  }

  @Test
  void onlyTheNewestPodIsAsked() throws IOException {
    Sandbox other = new Sandbox("p2", "b".repeat(64), List.of());
    FakeNode node =
        kata().process(20, 1, "/x", 50, "/opt/kata/bin/containerd-shim-kata-v2", "-id", other.id());
    try (FakeShim shim = new FakeShim(socket("run/vc/sbs"), FakeShim.ok(metrics()))) {
      List<Reading> readings = node.memory(KATA, other);

      assertThat(shim.requests()).isEmpty();
      assertThat(guestReasons(readings)).singleElement().asString().startsWith("pod p2: ");
    }
  }

  @Test
  void withoutASocketTheViewSaysWhereItLooked() {
    assertThat(guestReasons(kata().memory(KATA)))
        .singleElement()
        .asString()
        .contains("no shim-monitor.sock below /run/vc/sbs or /run/kata");
  }

  @Test
  void aPodThatIsNoVirtualMachineHasNoGuest() {
    FakeNode node =
        new FakeNode(root, 2)
            .process(10, 1, "/x", 50, "/usr/bin/containerd-shim-runc-v2", "-id", ID);

    assertThat(node.memory(KATA))
        .noneMatch(Reading.Guest.class::isInstance)
        .noneMatch(r -> r instanceof Reading.Blind blind && blind.view().equals("guest"));
  }

  @Test
  void anAgentThatDidNotAnswerAndAUnitThatCannotBeAreReasons() throws IOException {
    assertThat(answered("kata_shim_threads 14\n")).contains("the agent did not");
    assertThat(answered("kata_guest_meminfo{item=\"mem_total\"} 2048000\n"))
        .contains("no bytes of a guest");
  }

  @Test
  void anotherStatusOrTooMuchIsAReason() throws IOException {
    assertThat(reason("HTTP/1.0 500 Internal Server Error\r\n\r\noops"))
        .contains("it answers \"HTTP/1.0 500 Internal Server Error\"");
    assertThat(reason(FakeShim.ok("x".repeat(ShimSocket.LARGEST + 1)))).contains("more than 4 MiB");
  }

  @Test
  void aSilentShimIsGivenUp() throws IOException {
    Path socket = root.resolve("silent.sock");
    try (FakeShim _ = new FakeShim(socket, "")) {
      assertThatThrownBy(() -> new ShimSocket(Duration.ofMillis(1)).metrics(socket))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("did not answer");
    }
  }

  private String answered(String body) throws IOException {
    return reason(FakeShim.ok(body));
  }

  private int shims;

  private String reason(String answer) throws IOException {
    root = Files.createDirectories(root.resolve("n" + shims++));
    try (FakeShim _ = new FakeShim(socket("run/vc/sbs"), answer)) {
      return guestReasons(kata().memory(KATA)).getFirst();
    }
  }

  /** A shim whose root is a folder of the tree; its socket's path is too long for an address. */
  private FakeNode kata() {
    return new FakeNode(root, 2)
        .process(10, 1, "/x", 50, "/opt/kata/bin/containerd-shim-kata-v2", "-id", ID)
        .process(11, 10, "/x", 900, "/opt/kata/bin/qemu-system-x86_64", "-name", "sandbox-" + ID)
        .cgroup("/x", 1, "shmem 0\n");
  }

  /** Bound by a short path and put where the shim would have it. */
  private Path socket(String folder) throws IOException {
    Path there = root.resolve("proc/10/root").resolve(folder).resolve(ID);
    Files.createDirectories(there.getParent());
    Path here = Files.createDirectory(sockets.resolve("s" + shims));
    Files.createSymbolicLink(there, here);
    return here.resolve("shim-monitor.sock");
  }

  private static String metrics() throws IOException {
    return Files.readString(Path.of("src/test/resources/kata/shim-metrics.txt"));
  }

  private static List<String> guestReasons(List<Reading> readings) {
    return readings.stream()
        .filter(Reading.Blind.class::isInstance)
        .map(Reading.Blind.class::cast)
        .filter(blind -> blind.view().equals("guest"))
        .map(Reading.Blind::reason)
        .toList();
  }

  private static <T> T only(Class<T> type, List<Reading> readings) {
    return readings.stream().filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }
}
