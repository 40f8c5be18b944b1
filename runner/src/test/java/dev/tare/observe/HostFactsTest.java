package dev.tare.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostFactsTest {
  @TempDir Path root;

  @Test
  void whatTheNodeDoesNotShowIsUnknownWithItsReasonAndNeverLeftOut() {
    Map<String, Fact> facts = facts();

    assertThat(facts)
        .containsKeys(
            "cpu.model",
            "cpu.microcode",
            "memory.thp",
            "memory.ksm",
            "kernel.lsm",
            "host.load",
            "host.pressure.memory",
            "cpu.vulnerability",
            "memory.hugepages",
            "memory.balloon",
            "memory.free_page_reporting",
            "memory.zswap",
            "virtual.product",
            "cgroup.version");
    assertThat(facts.values())
        .filteredOn(fact -> !fact.name().equals("kvm.modules"))
        .allSatisfy(
            fact -> {
              assertThat(fact.value()).as(fact.name()).isNull();
              assertThat(fact.unknownBecause()).contains("/");
            });
  }

  @Test
  void readsWhatTheNodeShows() {
    file(
        "proc/cpuinfo",
        """
        processor : 0
        model : 2
        model name : AMD EPYC
        physical id : 0
        siblings : 4
        cpu cores : 2
        flags : fpu hypervisor

        processor : 1
        physical id : 1
        """);
    file("proc/meminfo", "MemTotal:       24684084 kB\nSwapTotal:        524288 kB\n");
    file("proc/uptime", "123.45 200.00\n");
    file("etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nNAME=x\n");
    file("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
    file("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "8\n");
    file("sys/bus/virtio/drivers/virtio_balloon/bind", "");
    file("sys/bus/virtio/drivers/virtio_balloon/virtio0/features", "0111010000000000\n");
    file("sys/module/zswap/parameters/enabled", "N\n");
    file("sys/devices/system/cpu/vulnerabilities/spectre_v2", "Mitigation: Retpolines\n");
    file("sys/devices/system/cpu/cpufreq/boost", "1\n");
    file("sys/fs/cgroup/memory/tasks", "");
    file("sys/devices/system/cpu/cpu0/cpuidle/state0/name", "POLL\n");
    file("sys/devices/system/cpu/cpu0/cpuidle/state10/name", "C10\n");
    file("sys/devices/system/cpu/cpu0/cpuidle/state10/disable", "1\n");
    file("sys/devices/system/cpu/cpu0/cpuidle/state2/name", "C2\n");
    file("sys/module/kvm/parameters/halt_poll_ns", "200000\n");
    file("sys/module/kvm_amd/parameters/nested", "1\n");
    file("sys/class/net/eth0/device/vendor", "0x1af4\n");
    file("sys/class/net/eth0/mtu", "1500\n");
    file("sys/class/net/eth0/speed", "-1\n");
    file("sys/class/net/veth1/mtu", "1500\n");
    file("proc/stat", "cpu  1 2 3 4 5 6 7 88 0 0\ncpu0 1 2\n");
    file("sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "3\n");
    file("sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "4\n");

    assertThat(facts())
        .hasEntrySatisfying("cpu.model", known("AMD EPYC", true))
        .hasEntrySatisfying("cpu.model_number", known("2", true))
        .hasEntrySatisfying("cpu.topology", known("2 sockets, 2 cores and 4 threads each", true))
        .hasEntrySatisfying("cpu.turbo", known("on", true))
        .hasEntrySatisfying("cpu.vulnerability.spectre_v2", known("Mitigation: Retpolines", true))
        .hasEntrySatisfying("memory.total", known("24 GiB", true))
        .hasEntrySatisfying("memory.swap", known("512 MiB", true))
        .hasEntrySatisfying("memory.thp", known("madvise", true))
        .hasEntrySatisfying("memory.hugepages.2048kb", known("8", true))
        .hasEntrySatisfying("memory.balloon", known("virtio0", false))
        .hasEntrySatisfying("memory.free_page_reporting", known("yes", false))
        .hasEntrySatisfying("memory.zswap", known("N", true))
        .hasEntrySatisfying("cpu.idle_states", known("POLL, C2, C10 (off)", true))
        .hasEntrySatisfying(
            "kvm.parameters", known("kvm.halt_poll_ns=200000 kvm_amd.nested=1", true))
        .hasEntrySatisfying(
            "network.interfaces", known("eth0: driver unknown, MTU 1500, unknown Mbit/s", false))
        .hasEntrySatisfying("host.steal_ticks", known("88", false))
        .hasEntrySatisfying("host.thermal_throttles", known("7", false))
        .hasEntrySatisfying("virtual.hypervisor_flag", known("yes", true))
        .hasEntrySatisfying("cgroup.version", known("1", true))
        .hasEntrySatisfying("os.distribution", known("Debian GNU/Linux 13 (trixie)", false))
        .hasEntrySatisfying("host.uptime_seconds", known("123.45", false));
  }

  /** Of a number the kernel gives nothing to a second read; its bound is never below 301. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aNumberOfTheKernelIsReadWhole() {
    assertThat(new SystemFiles(Path.of("/")).text("/proc/sys/kernel/pid_max").value())
        .hasValueSatisfying(most -> assertThat(Integer.parseInt(most)).isGreaterThan(300));
  }

  @Test
  void equalMachinesAgreeOnTheKernelsParametersThoughTheirDisksDiffer() {
    file(
        "proc/cmdline", "BOOT_IMAGE=/vmlinuz root=UUID=1-2 ro quiet mitigations=off -- --name=a\n");

    assertThat(facts())
        .hasEntrySatisfying("kernel.parameters", known("ro quiet mitigations=off", true))
        .hasEntrySatisfying("kernel.cmdline", fact -> assertThat(fact.comparable()).isFalse());
  }

  private static Consumer<Fact> known(String value, boolean comparable) {
    return fact -> assertThat(fact).isEqualTo(Fact.known(fact.name(), value, comparable));
  }

  private Map<String, Fact> facts() {
    return new HostFacts(root)
        .read().stream().collect(Collectors.toMap(Fact::name, Function.identity()));
  }

  private void file(String path, String text) {
    Path file = root.resolve(path);
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
