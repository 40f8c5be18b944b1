package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.CpuGroup;
import dev.tare.result.CpuProcess;
import dev.tare.result.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CPU time of sandboxes, on written trees of both versions of cgroups. */
class CpuLookTest {
  private static final String ID = "5c13bae685667f6c495153ba52fc8414";
  private static final String CONTAINER = "60a1e418288bf3b2228a7164f3c688f6";
  private static final Sandbox SANDBOX = new Sandbox("p", ID, List.of(CONTAINER));

  @TempDir Path root;

  private List<Reading> look(Sandbox... sandboxes) {
    return CpuLook.at(root.resolve("proc"), root.resolve("cgroup"), List.of(sandboxes));
  }

  private static Reading.CpuTimes times(List<Reading> readings) {
    return FakeNode.views(readings, Reading.CpuTimes.class).getFirst();
  }

  private static String stat(int pid, String comm, int parent, String ticks) {
    return "%d (%s) S %d %d %d 0 -1 0 0 0 0 0 %s 20 0 1 0 %d 0 0\n"
        .formatted(pid, comm, parent, pid, pid, ticks, pid);
  }

  private FakeNode node(int version) {
    return new FakeNode(root, version)
        .write("proc/stat", "cpu  100 2 30 400 5 6 7 8 9 0\ncpu0 100 2 30 400 5 6 7 8 9 0\n");
  }

  /** Containerd and a shim in its cgroup, and a container in a pod's. */
  private FakeNode plain(int version) {
    return node(version)
        .process(10, 1, "/system.slice/containerd.service", 1, "/usr/bin/containerd")
        .process(
            20,
            1,
            "/system.slice/containerd.service",
            1,
            "/usr/bin/containerd-shim-runc-v2",
            "-id",
            ID)
        .process(30, 20, "/kubepods/podx/" + CONTAINER, 1, "sleep")
        .process(31, 20, "/kubepods/podx/" + ID, 1, "/pause")
        .cgroup("/kubepods/podx", 1, "anon 1\n")
        .cgroup("/kubepods/podx/" + CONTAINER, 1, "anon 1\n")
        .cgroup("/kubepods/podx/" + ID, 1, "anon 1\n");
  }

  @Test
  void theFirstLineOfTheNodeIsInNanoseconds() {
    node(2);

    assertThat(times(look()).node())
        .containsEntry("user", 1_000_000_000L)
        .containsEntry("nice", 20_000_000L)
        .containsEntry("softirq", 70_000_000L)
        .containsEntry("steal", 80_000_000L)
        .doesNotContainKey("guest");
  }

  @Test
  void versionTwoCountsMicroseconds() {
    plain(2)
        .write("cgroup/kubepods/podx/cpu.stat", "usage_usec 1500\nuser_usec 1000\n")
        .write("cgroup/system.slice/containerd.service/cpu.stat", "usage_usec 70\n");

    List<Reading> readings = look(SANDBOX);

    assertThat(FakeNode.views(readings, Reading.Blind.class)).isEmpty();
    assertThat(times(readings).groups())
        .containsExactly(
            new CpuGroup("p", "/kubepods/podx", 2, 1_500_000),
            new CpuGroup("", "/system.slice/containerd.service", 2, 70_000));
  }

  @Test
  void versionOneCountsNanosecondsInAHierarchyOfItsOwn() {
    plain(1)
        .write("cgroup/cpuacct/kubepods/podx/cpuacct.usage", "123456789\n")
        .write("cgroup/cpuacct/system.slice/containerd.service/cpuacct.usage", "5\n");

    assertThat(times(look(SANDBOX)).groups())
        .containsExactly(
            new CpuGroup("p", "/kubepods/podx", 1, 123_456_789),
            new CpuGroup("", "/system.slice/containerd.service", 1, 5));
  }

  @Test
  void theShimIsOutsideAndItsThreadsAreExactAndItsChildrenInTicks() {
    plain(2)
        .write("cgroup/kubepods/podx/cpu.stat", "usage_usec 1\n")
        .write("cgroup/system.slice/containerd.service/cpu.stat", "usage_usec 1\n")
        .write("proc/20/stat", stat(20, "containerd-shim", 1, "1 2 3 4"))
        .write("proc/20/task/20/schedstat", "40000001 5 6\n")
        .write("proc/20/task/21/schedstat", "2 5 6\n");

    assertThat(times(look(SANDBOX)).processes())
        .contains(
            new CpuProcess(
                20,
                20,
                "p",
                "shim",
                "containerd-shim-runc-v2",
                "/system.slice/containerd.service",
                40_000_003,
                70_000_000))
        .noneMatch(process -> process.pid() == 30 || process.pid() == 31);
  }

  @Test
  void whatThreadsTookThatEndedStaysInTicks() {
    plain(2)
        .write("cgroup/kubepods/podx/cpu.stat", "usage_usec 1\n")
        .write("proc/20/stat", stat(20, "containerd-shim", 1, "9 0 0 0"))
        .write("proc/20/task/20/schedstat", "1 5 6\n");

    assertThat(times(look(SANDBOX)).processes())
        .filteredOn(process -> process.pid() == 20)
        .extracting(CpuProcess::nanos)
        .containsExactly(90_000_000L);
  }

  @Test
  void aGroupThatOthersShareIsNotTheDaemons() {
    plain(2)
        .process(40, 1, "/system.slice/containerd.service", 1, "/usr/bin/database")
        .write("cgroup/kubepods/podx/cpu.stat", "usage_usec 1\n")
        .write("cgroup/system.slice/containerd.service/cpu.stat", "usage_usec 1\n");

    Reading.CpuTimes times = times(look(SANDBOX));

    assertThat(times.groups()).extracting(CpuGroup::pod).containsExactly("p");
    assertThat(times.processes())
        .filteredOn(process -> process.part().equals(CpuProcess.RUNTIME))
        .singleElement()
        .returns("", CpuProcess::charged);
  }

  @Test
  void ofSeveralDaemonsTheShimsNeighbourCounts() {
    plain(2)
        .process(50, 1, "/docker/containerd", 1, "/usr/bin/containerd")
        .write("cgroup/kubepods/podx/cpu.stat", "usage_usec 1\n");

    assertThat(times(look(SANDBOX)).processes())
        .filteredOn(process -> process.part().equals(CpuProcess.RUNTIME))
        .extracting(CpuProcess::pid)
        .containsExactly(10);
    assertThat(times(look()).processes())
        .filteredOn(process -> process.part().equals(CpuProcess.RUNTIME))
        .extracting(CpuProcess::pid)
        .containsExactlyInAnyOrder(10, 50);
  }

  @Test
  void aPodWhoseGroupIsNotThereIsBlindAndHasNoNumber() {
    plain(2);

    List<Reading> readings = look(SANDBOX);

    assertThat(times(readings).groups()).isEmpty();
    assertThat(FakeNode.views(readings, Reading.Blind.class))
        .singleElement()
        .returns("cpu", Reading.Blind::view)
        .extracting(Reading.Blind::reason)
        .asString()
        .contains("no CPU time of /kubepods/podx");
  }

  @Test
  void vhostIsKnownAsAKernelThreadAndAsAThreadOfTheMachine() {
    node(2)
        .process(20, 1, "/kubepods/podx", 1, "/opt/kata/containerd-shim-kata-v2", "-id", ID)
        .process(30, 20, "/kubepods/podx/" + ID, 1, "/opt/kata/qemu-system-x86_64", "-name", ID)
        .process(31, 20, "/kubepods/podx/" + CONTAINER, 1, "x")
        .cgroup("/kubepods/podx", 1, "anon 1\n")
        .write("cgroup/kubepods/podx/cpu.stat", "usage_usec 9\n")
        .write("proc/40/stat", stat(40, "vhost-30", 2, "3 0 0 0"))
        .write("proc/40/cgroup", "0::/kubepods/podx/" + ID + "\n")
        .write("proc/41/stat", stat(41, "vhost-99", 2, "3 0 0 0"))
        .write("proc/41/cgroup", "0::/\n")
        .write("proc/30/task/33/stat", stat(33, "vhost-30", 20, "0 5 0 0"))
        .write("proc/30/task/34/stat", stat(34, "CPU 0/KVM", 20, "0 50 0 0"))
        .cgroup("/kubepods/podx/" + ID, 1, "anon 1\n")
        .cgroup("/kubepods/podx/" + CONTAINER, 1, "anon 1\n");

    assertThat(times(look(SANDBOX)).processes())
        .filteredOn(process -> process.part().equals(CpuProcess.VHOST))
        .extracting(CpuProcess::pid, CpuProcess::nanos, CpuProcess::charged)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(40, 30_000_000L, "/kubepods/podx"),
            org.assertj.core.groups.Tuple.tuple(33, 50_000_000L, "/kubepods/podx"));
  }
}
