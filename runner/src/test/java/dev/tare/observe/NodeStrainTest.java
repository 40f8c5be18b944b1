package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On trees written after the kernel's documentation, and of both versions of cgroups. */
class NodeStrainTest {
  private static final String UID = "0123abcd-89ab-4cde-8f01-23456789abcd";
  private static final String CONTAINER = "b".repeat(64);

  @TempDir Path root;

  private static Reading strain(FakeNode node, Sandbox... sandboxes) {
    try (LocalObserver observer = new LocalObserver(node.path("proc"), node.path("cgroup"))) {
      return observer.strain(List.of(sandboxes));
    }
  }

  private static String stat(int version, long inactive) {
    return version == 1
        ? "inactive_file 1\nrss 5\ntotal_inactive_file %d\ntotal_rss 9\n".formatted(inactive)
        : "anon 5\ninactive_anon 0\nactive_anon 5\ninactive_file %d\n".formatted(inactive);
  }

  @Test
  void aNodeTellsMemoryPressureAndTasks() {
    FakeNode node =
        new FakeNode(root, 2)
            .write(
                "proc/meminfo",
                "MemTotal: 1000 kB\nMemAvailable: 800 kB\nSwapTotal: 100 kB\nSwapFree: 60 kB\n")
            .write(
                "proc/pressure/memory",
                """
                some avg10=1.25 avg60=0.00 avg300=0.00 total=114156
                full avg10=0.50 avg60=0.00 avg300=0.00 total=565
                """)
            .write("proc/loadavg", "2.12 2.77 2.67 1/194 31477\n")
            .write("proc/sys/kernel/pid_max", "32768\n")
            .write("proc/sys/kernel/threads-max", "192729\n");

    assertThat(strain(node))
        .isEqualTo(
            new Reading.Strain(
                0,
                800 * FakeNode.KIB,
                1000 * FakeNode.KIB,
                40 * FakeNode.KIB,
                Optional.of(1.25),
                Optional.of(0.5),
                Optional.of(194L),
                Optional.of(32768L),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void whatIsNotThereIsNotGuessed() {
    FakeNode node = new FakeNode(root, 2).write("proc/loadavg", "garbage");

    assertThat(strain(node))
        .isInstanceOfSatisfying(
            Reading.Strain.class,
            strain -> {
              assertThat(strain.memorySome()).isEmpty();
              assertThat(strain.tasks()).isEmpty();
              assertThat(strain.tasksMost()).isEmpty();
              assertThat(strain.swapUsed()).isZero();
            });
    assertThat(strain(node.write("proc/meminfo", "MemTotal: 1000 kB\n")))
        .isInstanceOf(Reading.Blind.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void thePodsOwnCgroupsAreAddedUp(int version) {
    FakeNode node =
        new FakeNode(root, version)
            .cgroup("/tare/pods/podtare-0000-0-1", 5000, stat(version, 1000))
            .cgroup("/kubepods/burstable/pod" + UID, 7000, stat(version, 3000))
            .cgroup(
                "/kubepods.slice/kubepods-pod1.slice/cri-containerd-" + CONTAINER + ".scope",
                1,
                stat(version, 0))
            .cgroup("/kubepods.slice/kubepods-pod1.slice", 900, stat(version, 100));

    Reading seen =
        strain(
            node,
            new Sandbox("tare-0000-0-1", "a".repeat(64), List.of()),
            new Sandbox("x", UID, List.of()),
            new Sandbox("y", "c".repeat(64), List.of(CONTAINER)));

    assertThat(seen)
        .isInstanceOfSatisfying(
            Reading.Strain.class,
            strain -> {
              assertThat(strain.level()).isEqualTo(3);
              assertThat(strain.charged()).contains(12_900L);
              assertThat(strain.workingSet()).contains(8_800L);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aPodWhoseCgroupIsSharedOrMissingHidesTheSum(int version) {
    FakeNode node =
        new FakeNode(root, version)
            .cgroup("/k8s.io", 90_000, stat(version, 0))
            .cgroup("/k8s.io/" + CONTAINER, 1, stat(version, 0));

    for (Sandbox sandbox :
        List.of(
            new Sandbox("y", "c".repeat(64), List.of(CONTAINER)),
            new Sandbox("z", "d".repeat(64), List.of()))) {
      assertThat(strain(node, sandbox))
          .isInstanceOfSatisfying(
              Reading.Strain.class, strain -> assertThat(strain.charged()).isEmpty());
    }
  }
}
