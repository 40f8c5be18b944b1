package dev.tare.observe;

import static dev.tare.observe.FakeNode.KIB;
import static dev.tare.observe.FakeNode.components;
import static dev.tare.observe.FakeNode.tree;
import static dev.tare.observe.FakeNode.views;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Component;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Not captured: each tree is written after the documentation and sources of Kata Containers 4.1.0
 * (and Firecracker's documentation of its jailer), with the command lines, parents and cgroups that
 * they name. The tests prove that the code does what those documents say, not that a machine does.
 */
class WrittenKataTreesTest {
  private static final String ID =
      "aaaa0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab";
  private static final String CUT = ID.substring(0, 32);
  private static final Sandbox SANDBOX = new Sandbox("p", ID, List.of(ID.replace("aaaa", "cccc")));
  private static final String POD = "/kubepods.slice/kubepods-pod1.slice";
  private static final String SHIM = "/opt/kata/bin/containerd-shim-kata-v2";
  private static final String RUST_SHIM = "/opt/kata/runtime-rs/bin/containerd-shim-kata-v2";
  private static final String SHARED = "/run/kata-containers/shared/sandboxes/" + ID + "/shared";

  @TempDir Path temp;

  /** Go runtime, {@code sandbox_cgroup_only = false}: all but the vCPUs beside the pod's cgroup. */
  @Test
  void cloudHypervisorIsFoundBesideKatasOverheadCgroup() {
    String overhead = "/kata_overhead/" + ID;
    FakeNode node =
        node(1)
            .process(10, 1, overhead, 20, SHIM, "-id", ID)
            .process(
                11,
                10,
                overhead,
                3,
                "/opt/kata/libexec/virtiofsd",
                "--syslog",
                "--cache=auto",
                "--shared-dir=" + SHARED,
                "--fd=3")
            .process(
                12,
                11,
                overhead,
                4,
                "/opt/kata/libexec/virtiofsd",
                "--syslog",
                "--cache=auto",
                "--shared-dir=" + SHARED,
                "--fd=3")
            .process(
                13,
                10,
                overhead,
                100,
                "/opt/kata/bin/cloud-hypervisor",
                "--api-socket",
                "/run/vc/vm/" + ID + "/clh-api.sock")
            .cgroup(overhead, 50, "total_cache 0\n")
            .cgroup("/kubepods/pod1", 70, "total_cache 0\n")
            .cgroup("/kubepods/pod1/kata_" + ID, 60, "total_cache 0\n");

    List<Reading> readings = node.memory(SANDBOX);

    assertThat(components(tree(readings, "p")))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(10),
                Component.VIRTIOFSD, List.of(11, 12),
                Component.VMM, List.of(13)));
    assertThat(views(readings, Reading.Cgroup.class))
        .extracting(Reading.Cgroup::path)
        .containsExactly("/kubepods/pod1", overhead);
  }

  /** runtime-rs on cgroup v2: everything in the sandbox's cgroup below the pod's. */
  @Test
  void cloudHypervisorOfTheRustRuntimeStandsInThePodsCgroup() {
    String cgroup = POD + "/cri-containerd-" + ID + ".scope";
    String socket = "/run/kata/" + ID + "/root/virtiofsd.sock";
    FakeNode node =
        node(2)
            .process(10, 1, cgroup, 20, RUST_SHIM, "-id", ID)
            .process(
                11,
                10,
                cgroup,
                3,
                "/opt/kata/libexec/virtiofsd",
                "--socket-path",
                socket,
                "--shared-dir",
                SHARED,
                "--cache",
                "auto")
            .process(
                12,
                11,
                cgroup,
                4,
                "/opt/kata/libexec/virtiofsd",
                "--socket-path",
                socket,
                "--shared-dir",
                SHARED,
                "--cache",
                "auto")
            .process(
                13,
                10,
                cgroup,
                100,
                "/opt/kata/bin/cloud-hypervisor",
                "--api-socket",
                "/run/kata/" + ID + "/ch-api.sock")
            .cgroup(POD, 70, "file 0\n")
            .cgroup(cgroup, 60, "file 0\n");

    List<Reading> readings = node.memory(SANDBOX);

    assertThat(components(tree(readings, "p")))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(10),
                Component.VIRTIOFSD, List.of(11, 12),
                Component.VMM, List.of(13)));
    assertThat(views(readings, Reading.Cgroup.class))
        .extracting(Reading.Cgroup::path)
        .containsExactly(POD);
  }

  /** The Go runtime cuts the id, and its jailer is a daemon: Firecracker is a child of init. */
  @Test
  void firecrackerBehindItsJailerIsFoundByTheCutId() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 20, SHIM, "-id", ID)
            .process(
                11,
                1,
                "/firecracker",
                30,
                "/firecracker",
                "--id=" + CUT,
                "--start-time-us",
                "1",
                "--start-time-cpu-us",
                "1",
                "--config-file",
                "/fcConfig.json");

    assertThat(components(tree(node.memory(SANDBOX), "p")))
        .isEqualTo(Map.of(Component.SHIM, List.of(10), Component.VMM, List.of(11)));
  }

  /** A jailer that makes a cgroup names it after the program and the id. */
  @Test
  void firecrackerIsFoundByTheCgroupThatItsJailerMade() {
    String jail = "/firecracker/" + CUT;
    FakeNode node =
        node(1)
            .process(10, 1, "/kubepods/pod1/kata_" + ID, 20, SHIM, "-id", ID)
            .process(11, 1, jail, 30, "/firecracker", "--config-file", "/fcConfig.json")
            .cgroup(jail, 30, "total_cache 0\n")
            .cgroup("/kubepods/pod1", 20, "total_cache 0\n")
            .cgroup("/kubepods/pod1/kata_" + ID, 20, "total_cache 0\n");

    List<Reading> readings = node.memory(SANDBOX);

    assertThat(components(tree(readings, "p")))
        .isEqualTo(Map.of(Component.SHIM, List.of(10), Component.VMM, List.of(11)));
    assertThat(
            views(readings, Reading.Cgroup.class).stream().mapToLong(Reading.Cgroup::current).sum())
        .isEqualTo(50);
  }

  /** runtime-rs: the jailer becomes Firecracker, a child of the shim, with the whole id. */
  @Test
  void firecrackerOfTheRustRuntimeIsItsShimsChild() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 20, RUST_SHIM, "-id", ID)
            .process(
                11,
                10,
                "/",
                30,
                "/firecracker",
                "--id=" + ID,
                "--start-time-us",
                "1",
                "--start-time-cpu-us",
                "1",
                "--api-sock",
                "/run//fc.sock");

    assertThat(components(tree(node.memory(SANDBOX), "p")))
        .isEqualTo(Map.of(Component.SHIM, List.of(10), Component.VMM, List.of(11)));
  }

  @Test
  void dragonballIsTheShimThatHoldsTheVirtualMachine() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 90, RUST_SHIM, "-id", ID)
            .descriptor(10, 7, "anon_inode:kvm-vm");

    Reading.ProcessTree tree = tree(node.memory(SANDBOX), "p");

    assertThat(components(tree)).isEqualTo(Map.of(Component.VMM, List.of(10)));
    assertThat(tree.processes().getFirst().pss()).isEqualTo(90 * KIB);
  }

  @Test
  void stratovirtIsFoundByTheNameOfItsMachine() {
    String virtiofsd = "/opt/kata/libexec/virtiofsd";
    FakeNode node =
        node(1)
            .process(10, 1, "/", 20, SHIM, "-id", ID)
            .process(
                11,
                10,
                "/",
                3,
                virtiofsd,
                "--syslog",
                "--cache=auto",
                "--shared-dir=" + SHARED,
                "--fd=3")
            .process(
                13,
                1,
                "/",
                60,
                "/opt/kata/bin/stratovirt",
                "-name",
                "sandbox-" + ID,
                "-uuid",
                "b7f0",
                "-smp",
                "1",
                "-m",
                "2048");

    assertThat(components(tree(node.memory(SANDBOX), "p")))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(10),
                Component.VIRTIOFSD, List.of(11),
                Component.VMM, List.of(13)));
  }

  @Test
  void openvmmIsFoundByItsSocket() {
    FakeNode node =
        node(1)
            .process(10, 1, "/", 20, RUST_SHIM, "-id", ID)
            .process(
                11,
                10,
                "/",
                60,
                "/opt/kata/bin/openvmm",
                "--ttrpc",
                "/run/kata/" + ID + "/root/openvmm.sock");

    assertThat(components(tree(node.memory(SANDBOX), "p")))
        .isEqualTo(Map.of(Component.SHIM, List.of(10), Component.VMM, List.of(11)));
  }

  /** {@code shared_fs = "virtio-fs-nydus"}: nydusd is the sandbox's own, in virtiofsd's place. */
  @Test
  void nydusdOfASandboxIsItsFileServerAndTheNodesOwnIsNot() {
    String run = "/run/vc/vm/" + ID;
    FakeNode node =
        node(1)
            .process(
                9,
                1,
                "/system.slice/nydus-snapshotter.service",
                80,
                "/usr/local/bin/nydusd",
                "fuse",
                "--apisock",
                "/var/lib/containerd/io.containerd.snapshotter.v1.nydus/socket/x/api.sock")
            .process(10, 1, "/", 20, SHIM, "-id", ID)
            .process(
                11,
                10,
                "/",
                30,
                "/opt/kata/bin/nydusd",
                "virtiofs",
                "--log-level",
                "info",
                "--apisock",
                run + "/nydusd-api.sock",
                "--sock",
                run + "/vhost-fs.sock")
            .process(12, 1, "/", 100, "/opt/kata/bin/qemu-system-x86_64", "-name", "sandbox-" + ID);

    assertThat(components(tree(node.memory(SANDBOX), "p")))
        .isEqualTo(
            Map.of(
                Component.SHIM, List.of(10),
                Component.VIRTIOFSD, List.of(11),
                Component.VMM, List.of(12)));
  }

  /** Peer pods ({@code remote}): the machine is somebody else's, and so is its memory. */
  @Test
  void aVirtualMachineOnAnotherMachineGivesNoNumber() {
    FakeNode node = node(1).process(10, 1, "/", 20, SHIM, "-id", ID);

    List<Reading> readings = node.memory(SANDBOX);

    assertThat(views(readings, Reading.ProcessTree.class)).isEmpty();
    assertThat(views(readings, Reading.Blind.class))
        .anySatisfy(
            blind -> {
              assertThat(blind.view()).isEqualTo("process-tree");
              assertThat(blind.reason()).contains("pod p", "another machine");
            });
  }

  /** Two of them at once, where only the id tells them apart. */
  @Test
  void twoFirecrackersAreNotMixedUp() {
    String other = ID.replace("aaaa", "bbbb");
    FakeNode node =
        node(1)
            .process(10, 1, "/", 20, SHIM, "-id", ID)
            .process(11, 1, "/firecracker", 30, "/firecracker", "--id=" + CUT)
            .process(20, 1, "/", 20, SHIM, "-id", other)
            .process(21, 1, "/firecracker", 40, "/firecracker", "--id=" + other.substring(0, 32));

    List<Reading> readings = node.memory(SANDBOX, new Sandbox("q", other, List.of()));

    assertThat(tree(readings, "p").processes())
        .extracting(ProcessMemory::pid)
        .containsExactly(10, 11);
    assertThat(tree(readings, "q").processes())
        .extracting(ProcessMemory::pid)
        .containsExactly(20, 21);
  }

  private FakeNode node(int cgroupVersion) {
    return new FakeNode(temp, cgroupVersion)
        .write(cgroupVersion == 1 ? "cgroup/memory/tasks" : "cgroup/cgroup.procs", "");
  }
}
