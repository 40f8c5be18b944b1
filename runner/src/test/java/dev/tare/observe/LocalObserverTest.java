package dev.tare.observe;

import static dev.tare.observe.FakeNode.KIB;
import static dev.tare.observe.FakeNode.components;
import static dev.tare.observe.FakeNode.tree;
import static dev.tare.observe.FakeNode.views;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.result.Component;
import dev.tare.result.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees written for the test: after the kernel's documentation, and for races. */
class LocalObserverTest {
  private static final String ID =
      "aaaa0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";
  private static final String CONTAINER = ID.replace("aaaa", "cccc");
  private static final String OTHER = ID.replace("aaaa", "bbbb");
  private static final String POD = "/kubepods.slice/kubepods-pod1.slice";
  private static final Sandbox SANDBOX = new Sandbox("p", ID, List.of(CONTAINER));

  @TempDir Path temp;

  @Test
  void withoutSandboxesThereIsTheNodeAloneAtLevelZero() {
    assertThat(node(1).memory())
        .containsExactly(
            new Reading.Node(
                0,
                Map.of("MemTotal", 1000 * KIB, "MemAvailable", 800 * KIB, "HugePages_Total", 4L)));
  }

  @Test
  void readsThePodsCgroupOfTheUnifiedHierarchy() {
    FakeNode node =
        node(2)
            .process(
                10, 1, "/system.slice/containerd.service", 5, "containerd-shim-runc-v2", "-id", ID)
            .process(11, 10, POD + "/cri-containerd-" + ID + ".scope", 1, "/pause")
            .process(
                12,
                10,
                POD + "/cri-containerd-" + CONTAINER + ".scope/init",
                2,
                "qemu-system-x86_64")
            .cgroup(POD, 7000, "anon 4096\nfile 2048\ninactive_file 1024\npagetables 512\n")
            .cgroup(POD + "/cri-containerd-" + ID + ".scope", 1, "anon 1\n");

    List<Reading> readings = node.memory(SANDBOX);

    assertThat(components(tree(readings, "p")))
        .as("a hypervisor in a container is that container's workload")
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(10),
                Component.PAUSE, List.of(11),
                Component.WORKLOAD, List.of(12)));
    assertThat(views(readings, Reading.Cgroup.class))
        .containsExactly(
            new Reading.Cgroup(
                "p",
                1,
                POD,
                2,
                7000,
                Map.of("anon", 4096L, "file", 2048L, "inactive_file", 1024L, "pagetables", 512L)));
  }

  @Test
  void killsForWantOfMemoryStandBesideTheStatisticsInBothVersions() {
    FakeNode two =
        node(2)
            .process(11, 1, POD + "/" + ID, 1, "/pause")
            .cgroup(POD, 7000, "anon 4096\n")
            .cgroup(POD + "/" + ID, 1, "anon 1\n")
            .write("cgroup" + POD + "/memory.events", "oom 4\noom_kill 3\n");
    assertThat(views(two.memory(SANDBOX), Reading.Cgroup.class))
        .singleElement()
        .extracting(Reading.Cgroup::stat)
        .isEqualTo(Map.of("anon", 4096L, "oom_kill", 3L));
  }

  @Test
  void theFirstVersionCountsKillsInTheGroupsBelow() {
    FakeNode one =
        node(1)
            .process(11, 1, "/pod1/" + ID, 1, "/pause")
            .cgroup("/pod1", 900, "total_cache 0\n")
            .cgroup("/pod1/" + ID, 100, "total_cache 0\n")
            .write("cgroup/memory/pod1/memory.oom_control", "under_oom 0\noom_kill 1\n")
            .write("cgroup/memory/pod1/" + ID + "/memory.oom_control", "oom_kill 2\n");
    assertThat(views(one.memory(SANDBOX), Reading.Cgroup.class))
        .singleElement()
        .extracting(Reading.Cgroup::stat)
        .isEqualTo(Map.of("total_cache", 0L, "oom_kill", 3L));
  }

  @Test
  void aParentThatPodsShareIsNoPodsCgroup() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 5, "containerd-shim-runc-v2", "-id", ID)
            .process(11, 10, "/shared/" + ID, 1, "/pause")
            .process(20, 1, "/shared/" + OTHER, 1, "/pause")
            .cgroup("/shared", 900, "total_cache 0\n")
            .cgroup("/shared/" + ID, 100, "total_cache 0\n");

    assertThat(views(node.memory(SANDBOX), Reading.Cgroup.class))
        .extracting(Reading.Cgroup::path)
        .containsExactly("/shared/" + ID);
  }

  @Test
  void gvisorInASharedParentHasNoCgroupView() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 5, "containerd-shim-runsc-v1", "-id", ID)
            .process(11, 10, "/k8s.io", 1, "runsc-sandbox", "boot", ID)
            .cgroup("/k8s.io", 900, "total_cache 0\n");

    assertThat(views(node.memory(SANDBOX), Reading.Blind.class))
        .singleElement()
        .satisfies(blind -> assertThat(blind.reason()).contains("cgroup parent of its own"));
  }

  @Test
  void aSandboxOutsideItsPodsCgroupVoidsThatView() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 5, "containerd-shim-runsc-v1", "-id", ID)
            .process(11, 10, "/pods", 1, "runsc-sandbox", "boot", ID)
            .cgroup("/pods/p", 9, "total_cache 0\n")
            .cgroup("/pods/p/" + ID, 8, "total_cache 0\n");

    assertThat(views(node.memory(SANDBOX), Reading.Blind.class))
        .singleElement()
        .satisfies(
            blind ->
                assertThat(blind.reason()).contains("pid 11", "runs in /pods, outside /pods/p"));
  }

  @Test
  void guestMemoryThatNoProcessMapsGivesNoNumber() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 20, "containerd-shim-kata-v2", "-id", ID)
            .process(11, 1, "/", 20, "qemu-system-x86_64", "-name", "sandbox-" + ID)
            .descriptor(11, 30, "anon_inode:[kvm-gmem]");

    assertBlind(node, "process-tree", "guest_memfd");
  }

  @Test
  void hugePagesAreCountedApartAndBlindTheOtherViews() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 20, "containerd-shim-kata-v2", "-id", ID)
            .process(11, 1, "/", 20, "qemu-system-x86_64", "-name", "sandbox-" + ID)
            .rollup(11, 20, 2048);

    List<Reading> readings = node.memory(SANDBOX);

    assertThat(tree(readings, "p").processes())
        .anyMatch(process -> process.hugetlb() == 2048 * KIB && process.pss() == 20 * KIB);
    assertThat(views(readings, Reading.Blind.class))
        .extracting(Reading.Blind::view)
        .contains("node", "cgroup");
  }

  @Test
  void aPersonsCommandThatNamesTheSandboxIsNotCounted() {
    FakeNode node =
        runc()
            .process(30, 29, "/user.slice", 50, "crictl", "exec", "-it", CONTAINER)
            .onTerminal(30, 29);

    assertThat(tree(node.memory(SANDBOX), "p").processes()).hasSize(2);
  }

  @Test
  void anUnknownProgramThatServesTheSandboxIsCounted() {
    FakeNode node = runc().process(30, 1, "/", 50, "newvmm", "--sandbox", ID);

    assertThat(components(tree(node.memory(SANDBOX), "p")))
        .containsEntry(Component.OTHER, List.of(30));
  }

  @Test
  void aWorkloadThatNamesAnotherSandboxStaysInItsOwn() {
    FakeNode node =
        runc()
            .process(12, 10, "/pods/p/" + CONTAINER, 3, "watcher", OTHER)
            .process(20, 1, "/", 5, "containerd-shim-runc-v2", "-id", OTHER);

    List<Reading> readings = node.memory(SANDBOX, new Sandbox("q", OTHER, List.of()));

    assertThat(components(tree(readings, "p"))).containsEntry(Component.WORKLOAD, List.of(12));
    assertThat(tree(readings, "q").processes()).hasSize(1);
  }

  @Test
  void aProcessThatNamesSeveralSandboxesIsReportedNotGuessed() {
    FakeNode node = runc().process(30, 1, "/", 5, "tool", ID, OTHER);

    List<Reading> readings = node.memory(SANDBOX, new Sandbox("q", OTHER, List.of()));

    assertThat(views(readings, Reading.ProcessTree.class)).isEmpty();
    assertThat(views(readings, Reading.Blind.class))
        .anyMatch(blind -> blind.reason().contains("pid 30 names several sandboxes"));
  }

  @Test
  void aSandboxWhoseProcessesHaveAllEndedGivesNoNumber() throws IOException {
    FakeNode node = node(1).process(10, 1, "/", 5, "containerd-shim-runc-v2", "-id", ID);
    node.write("proc/10/stat", Files.readString(node.path("proc/10/stat")).replace(") S ", ") Z "));
    Files.delete(node.path("proc/10/smaps_rollup"));

    assertBlind(node, "process-tree", "ended");
  }

  @Test
  void aShimInsideAContainerIsItsWorkloadAndCriosMonitorIsNot() {
    FakeNode node =
        runc()
            .process(12, 10, "/pods/p/" + CONTAINER, 3, "containerd-shim-runc-v2", "-id", "x")
            .process(
                13, 1, "/pods/p/crio-conmon-" + CONTAINER + ".scope", 3, "conmon", "-c", CONTAINER);

    assertThat(components(tree(node.memory(SANDBOX), "p")))
        .containsEntry(Component.SHIM, List.of(10, 13))
        .containsEntry(Component.WORKLOAD, List.of(12));
  }

  @Test
  void aZombieHoldsNoMemoryAndIsLeftOut() throws IOException {
    FakeNode node = runc().process(30, 10, "/pods/p/" + CONTAINER, 5, "sh");
    node.write("proc/30/stat", Files.readString(node.path("proc/30/stat")).replace(") S ", ") Z "));
    Files.delete(node.path("proc/30/smaps_rollup"));

    assertThat(tree(node.memory(SANDBOX), "p").processes()).hasSize(2);
  }

  @Test
  void aProcessThatIsThereAndCannotBeReadGivesNoSum() throws IOException {
    FakeNode node = runc();
    Files.delete(node.path("proc/11/smaps_rollup"));
    Files.createDirectory(node.path("proc/11/smaps_rollup"));

    assertBlind(node, "process-tree", "CAP_SYS_PTRACE");
  }

  @Test
  void aSandboxThatIsNotOnThisNodeGivesNoNumber() {
    assertBlind(node(1), "process-tree", "no process");
  }

  @Test
  void aKernelThatDoesNotSplitPssGivesNoNumber() {
    FakeNode node = runc().write("proc/11/smaps_rollup", "x [rollup]\nRss: 9 kB\nPss: 9 kB\n");

    assertBlind(node, "process-tree", "Linux 5.3");
  }

  @Test
  void anIdThatIsTooShortToSearchForIsRefused() {
    FakeNode node = node(1);

    assertThatThrownBy(() -> node.memory(new Sandbox("p", "", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pod p");
  }

  private FakeNode node(int cgroupVersion) {
    return new FakeNode(temp, cgroupVersion)
        .write(cgroupVersion == 1 ? "cgroup/memory/tasks" : "cgroup/cgroup.procs", "");
  }

  private FakeNode runc() {
    return node(1)
        .process(10, 1, "/", 5, "containerd-shim-runc-v2", "-id", ID)
        .process(11, 10, "/pods/p/" + ID, 1, "/pause");
  }

  private static void assertBlind(FakeNode node, String view, String reason) {
    List<Reading> readings = node.memory(SANDBOX);
    assertThat(views(readings, Reading.ProcessTree.class)).isEmpty();
    assertThat(views(readings, Reading.Blind.class))
        .anySatisfy(
            blind -> {
              assertThat(blind.view()).isEqualTo(view);
              assertThat(blind.reason()).contains("pod p").contains(reason);
            });
  }
}
