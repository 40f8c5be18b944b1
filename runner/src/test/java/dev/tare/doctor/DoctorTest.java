package dev.tare.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  @TempDir Path root;

  private List<String> handlers = List.of("runc");
  private Map<String, String> unavailable = Map.of();
  private int java = 25;

  /** A machine on which all is well, but for KVM: no test can make one that answers. */
  @BeforeEach
  void aGoodMachine() {
    file("/proc/self/status", "Uid:\t1000\t0\t0\t0\nCapEff:\t000001ffffffffff\n");
    file("/proc/self/cgroup", "0::/user.slice\n");
    file("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vmx sse\n");
    file("/proc/meminfo", "MemTotal: 16777216 kB\nMemAvailable: 8388608 kB\nSwapTotal: 0 kB\n");
    file("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu memory pids\n");
    file("/sys/fs/cgroup/user.slice/memory.max", "max\n");
    file("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
    file("/sys/devices/system/cpu/smt/active", "0\n");
    file("/sys/devices/system/cpu/smt/control", "off\n");
    file("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    file("/sys/kernel/mm/ksm/run", "0\n");
    file("/dev/vhost-vsock", "");
    file("/dev/vhost-net", "");
    for (String program :
        List.of(
            "/usr/bin/go",
            "/usr/bin/mmdebstrap",
            "/jdk/bin/jlink",
            "/opt/kata/bin/containerd-shim-kata-v2",
            "/opt/kata/bin/cloud-hypervisor")) {
      program(program);
    }
  }

  @Test
  void aGoodMachineHasNothingToRemedyButItsKvm() {
    assertThat(checks())
        .filteredOn(check -> check.status() != Check.Status.OK && !check.name().equals("disk"))
        .extracting(Check::name)
        .containsExactly("kvm");
  }

  @Test
  void everyLineThatIsNotOkHasARemedyAlsoOnAMachineThatShowsNothing() throws IOException {
    Machine bare =
        new Machine(
            Files.createDirectory(root.resolve("bare")),
            new Machine.Java(root.resolve("bare"), 21),
            List.of(),
            root,
            List.of(),
            Map.of(),
            Map.of());

    List<Check> checks = new Doctor(bare).checks();

    assertThat(checks).hasSameSizeAs(checks()).extracting(Check::name).doesNotHaveDuplicates();
    assertThat(checks)
        .filteredOn(check -> check.status() != Check.Status.OK)
        .allSatisfy(check -> assertThat(check.remedy()).isNotBlank())
        .extracting(Check::name)
        .contains(
            "root",
            "CAP_SYS_ADMIN",
            "jdk",
            "go",
            "mmdebstrap",
            "cgroup",
            "kvm",
            "kata",
            "handlers",
            "governor",
            "swap",
            "thp",
            "memory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /proc/self/status  | Uid: 1000 1000 1000 1000%CapEff: 0             | root             | MISSING | sudo
          /proc/self/status  | Uid: 0 0 0 0%CapEff: 000001fffeffffff          | CAP_SYS_RESOURCE | WARN    | grant
          /proc/self/status  | Uid: 0 0 0 0%CapEff: 000001fffff7ffff          | CAP_SYS_PTRACE   | MISSING | grant
          /proc/self/status  | Uid: 0 0 0 0%CapEff: 000001ffffdfffff          | CAP_SYS_ADMIN    | MISSING | grant
          /proc/self/status  | Uid: 0 0 0 0%CapEff: 000001ffffffefff          | CAP_NET_ADMIN    | MISSING | grant
          /proc/cpuinfo      | flags : fpu hypervisor vmx                     | virtualised      | WARN    | bare metal
          /proc/meminfo      | MemAvailable: 9000000 kB%SwapTotal: 1024 kB    | swap             | WARN    | swapoff
          /proc/meminfo      | MemAvailable: 1000000 kB%SwapTotal: 0 kB       | memory           | WARN    | stop
          /sys/kernel/mm/transparent_hugepage/enabled | [always] madvise never | thp            | WARN    | madvise
          /sys/kernel/mm/ksm/run                      | 1                 | ksm              | WARN    | echo 2
          /sys/devices/system/cpu/smt/active          | 1                 | smt              | WARN    | echo off
          /sys/devices/system/cpu/cpu0/cpufreq/scaling_governor | powersave | governor       | WARN    | cpupower
          /sys/fs/cgroup/cgroup.controllers           | cpu pids          | cgroup           | MISSING | cgroup_enable
          /sys/fs/cgroup/user.slice/memory.max        | 1073741824        | own-cgroup       | WARN    | limit
          """)
  void namesWhatIsWrongAndWhatToDo(
      String file, String text, String name, Check.Status status, String remedy) {
    file(file, text.replace("%", "\n"));

    Check check = check(name);

    assertThat(check.status()).isEqualTo(status);
    assertThat(check.remedy()).contains(remedy);
  }

  @Test
  void onCgroupVersionOneItSaysWhyThereIsNoCrun() throws IOException {
    Files.delete(root.resolve("sys/fs/cgroup/cgroup.controllers"));
    file("/sys/fs/cgroup/memory/tasks", "");

    assertThat(check("cgroup").finding()).contains("version 1").contains("crun").contains("/bin");
  }

  @Test
  void theLargestNumberOfVersionOneIsNoLimit() throws IOException {
    Files.delete(root.resolve("sys/fs/cgroup/cgroup.controllers"));
    file("/proc/self/cgroup", "4:memory:/a\n0::/\n");
    file("/sys/fs/cgroup/memory/a/memory.limit_in_bytes", "9223372036854771712\n");

    assertThat(check("own-cgroup").status()).isEqualTo(Check.Status.OK);
  }

  @Test
  void doesNotAdviseModprobeWhereTheKernelLoadsNoModules() throws IOException {
    Files.delete(root.resolve("dev/vhost-net"));

    assertThat(check("vhost-net").remedy()).contains("built in").doesNotContain("modprobe");

    file("/proc/modules", "");
    assertThat(check("vhost-net").remedy()).isEqualTo("modprobe vhost_net");
  }

  @Test
  void aPlainFileIsNoKvm() {
    assertThat(check("kvm").finding()).contains("missing");

    file("/dev/kvm", "");

    assertThat(check("kvm").status()).isEqualTo(Check.Status.MISSING);
    assertThat(check("kvm").finding()).contains("KVM_GET_API_VERSION");
  }

  @Test
  void handlersCarryTheReasonWhyTheyAreNotThere() {
    handlers = List.of("runc", "gvisor", "gvisor-hostnet");
    unavailable = Map.of("crun", "boot the host with cgroup v2");

    assertThat(check("handler gvisor-hostnet").finding())
        .isEqualTo("available where it is named: gvisor with network=host");
    assertThat(check("handler gvisor").status()).isEqualTo(Check.Status.OK);
    assertThat(check("handler crun").remedy()).isEqualTo("boot the host with cgroup v2");
  }

  @Test
  void anOldJavaIsNamed() {
    java = 17;

    assertThat(check("jdk"))
        .isEqualTo(
            Check.missing(
                "jdk",
                "Java 17 in " + root.resolve("jdk"),
                "install a JDK 25 or newer, and point JAVA_HOME at it"));
  }

  @Test
  void aCheckThatIsNotOkWithoutRemedyCannotBeMade() {
    assertThatThrownBy(() -> Check.warn("x", "bad", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Check> checks() {
    Machine.Java installed = new Machine.Java(root.resolve("jdk"), java);
    return new Doctor(
            new Machine(
                root,
                installed,
                List.of(root.resolve("usr/bin")),
                root,
                handlers,
                Map.of("gvisor-hostnet", "gvisor with network=host"),
                unavailable))
        .checks();
  }

  private Check check(String name) {
    return checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }

  private void file(String path, String text) {
    Path file = root.resolve(path.substring(1));
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void program(String path) {
    file(path, "");
    assertThat(root.resolve(path.substring(1)).toFile().setExecutable(true)).isTrue();
  }
}
