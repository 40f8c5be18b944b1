package dev.tare.observe;

import dev.tare.observe.SystemFiles.Text;
import dev.tare.result.Fact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a node is. Every fact is always listed; one that the node does not show is unknown, with the
 * reason. Comparable are hardware class, kernel, mitigations and memory policy; not comparable are
 * names, load, and whatever changes from boot to boot.
 */
final class HostFacts {
  private static final String CPU = "/sys/devices/system/cpu/";
  private static final String MM = "/sys/kernel/mm/";

  private final SystemFiles files;
  private final List<Fact> facts = new ArrayList<>();

  HostFacts(Path root) {
    this.files = new SystemFiles(root);
  }

  List<Fact> read() {
    facts.clear();
    kernel();
    processor();
    mitigations();
    memory();
    virtualisation();
    state();
    return List.copyOf(facts);
  }

  private void kernel() {
    comparable("kernel.release", files.text("/proc/sys/kernel/osrelease"));
    comparable("kernel.version", files.text("/proc/sys/kernel/version"));
    Text commandLine = files.text("/proc/cmdline");
    passing("kernel.cmdline", commandLine);
    comparable("kernel.parameters", map(commandLine, HostFacts::withoutIdentity));
    comparable("kernel.lsm", files.text("/sys/kernel/security/lsm"));
    comparable("kernel.aslr", files.text("/proc/sys/kernel/randomize_va_space"));
    comparable(
        "kernel.clocksource",
        files.text("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
    comparable("cgroup.version", cgroupVersion());
    passing(
        "os.distribution",
        map(files.field("/etc/os-release", "PRETTY_NAME"), name -> name.replace("\"", "")));
  }

  /** Parameters that name one machine's disks or one boot, and so differ between equal machines. */
  private static String withoutIdentity(String parameters) {
    return Arrays.stream(parameters.replaceFirst(" -- .*", "").split("\\s+", -1))
        .filter(
            parameter ->
                !parameter.matches(
                    "(root|BOOT_IMAGE|initrd|resume|ip|hostname|systemd\\.machine_id)=.*"))
        .collect(Collectors.joining(" "));
  }

  private Text cgroupVersion() {
    if (files.text("/sys/fs/cgroup/cgroup.controllers").value().isPresent()) {
      return new Text(Optional.of("2"), "");
    }
    boolean first = !files.names("/sys/fs/cgroup/memory").isEmpty();
    return new Text(
        first ? Optional.of("1") : Optional.empty(), "no memory controller under /sys/fs/cgroup");
  }

  private void processor() {
    comparable("cpu.vendor", cpuinfo("vendor_id"));
    comparable("cpu.model", cpuinfo("model name"));
    comparable("cpu.family", cpuinfo("cpu family"));
    comparable("cpu.model_number", cpuinfo("model"));
    comparable("cpu.stepping", cpuinfo("stepping"));
    comparable("cpu.microcode", cpuinfo("microcode"));
    comparable("cpu.online", files.text(CPU + "online"));
    comparable(
        "cpu.isolated", map(files.text(CPU + "isolated"), cpus -> cpus.isEmpty() ? "none" : cpus));
    comparable("cpu.topology", topology());
    comparable("cpu.smt", files.text(CPU + "smt/control"));
    comparable("cpu.smt_active", files.text(CPU + "smt/active"));
    comparable("cpu.governor", files.text(CPU + "cpu0/cpufreq/scaling_governor"));
    comparable("cpu.frequency_driver", files.text(CPU + "cpu0/cpufreq/scaling_driver"));
    comparable("cpu.turbo", turbo());
    comparable("cpu.idle_driver", files.text(CPU + "cpuidle/current_driver"));
    comparable("numa.nodes", files.text("/sys/devices/system/node/online"));
    comparable("numa.balancing", files.text("/proc/sys/kernel/numa_balancing"));
  }

  private Text cpuinfo(String name) {
    return files.field("/proc/cpuinfo", name);
  }

  private Text topology() {
    Text text = files.text("/proc/cpuinfo");
    return map(
        text,
        cpuinfo -> {
          long sockets = distinct(cpuinfo, "physical id");
          return "%d sockets, %s cores and %s threads each"
              .formatted(
                  Math.max(1, sockets), cpuinfo("cpu cores").or("?"), cpuinfo("siblings").or("?"));
        });
  }

  private static long distinct(String cpuinfo, String field) {
    return cpuinfo.lines().filter(line -> line.startsWith(field)).distinct().count();
  }

  private Text turbo() {
    Text intel = files.text(CPU + "intel_pstate/no_turbo");
    if (intel.value().isPresent()) {
      return map(intel, off -> off.equals("0") ? "on" : "off");
    }
    return map(files.text(CPU + "cpufreq/boost"), on -> on.equals("1") ? "on" : "off");
  }

  private void mitigations() {
    String folder = CPU + "vulnerabilities";
    List<String> names = files.names(folder);
    if (names.isEmpty()) {
      facts.add(Fact.unknown("cpu.vulnerability", folder + " is not there", true));
    }
    names.forEach(name -> comparable("cpu.vulnerability." + name, files.text(folder + "/" + name)));
  }

  private void memory() {
    comparable("memory.total", map(meminfo("MemTotal"), size -> rounded(size, 20, "GiB")));
    comparable("memory.swap", map(meminfo("SwapTotal"), size -> rounded(size, 10, "MiB")));
    comparable("memory.swappiness", files.text("/proc/sys/vm/swappiness"));
    comparable("memory.overcommit", files.text("/proc/sys/vm/overcommit_memory"));
    comparable("memory.thp", files.text(MM + "transparent_hugepage/enabled").chosen());
    comparable("memory.thp_defrag", files.text(MM + "transparent_hugepage/defrag").chosen());
    comparable("memory.thp_shmem", files.text(MM + "transparent_hugepage/shmem_enabled").chosen());
    comparable("memory.ksm", files.text(MM + "ksm/run"));
    List<String> pools = files.names(MM + "hugepages");
    if (pools.isEmpty()) {
      facts.add(Fact.unknown("memory.hugepages", MM + "hugepages is not there", true));
    }
    pools.forEach(
        pool ->
            comparable(
                "memory.hugepages." + pool.replace("hugepages-", "").toLowerCase(Locale.ROOT),
                files.text(MM + "hugepages/" + pool + "/nr_hugepages")));
  }

  private Text meminfo(String name) {
    return files.field("/proc/meminfo", name);
  }

  /** From kB to a whole unit: the kernel's own share changes the exact figure from boot to boot. */
  private static String rounded(String kibibytes, int shift, String unit) {
    double size = Long.parseLong(kibibytes.replaceAll("\\D", "")) / (double) (1L << shift);
    return Math.round(size) + " " + unit;
  }

  private void virtualisation() {
    comparable(
        "virtual.hypervisor_flag",
        map(
            cpuinfo("flags"),
            flags -> Arrays.asList(flags.split(" ", -1)).contains("hypervisor") ? "yes" : "no"));
    comparable("virtual.vendor", files.text("/sys/class/dmi/id/sys_vendor"));
    comparable("virtual.product", files.text("/sys/class/dmi/id/product_name"));
    String modules =
        files.names("/sys/module").stream()
            .filter(name -> name.startsWith("kvm"))
            .collect(Collectors.joining(" "));
    comparable("kvm.modules", new Text(Optional.of(modules.isEmpty() ? "none" : modules), ""));
    comparable("kvm.nested", nested());
  }

  private Text nested() {
    Text intel = files.text("/sys/module/kvm_intel/parameters/nested");
    return intel.value().isPresent() ? intel : files.text("/sys/module/kvm_amd/parameters/nested");
  }

  private void state() {
    passing("host.name", files.text("/proc/sys/kernel/hostname"));
    passing("host.boot_id", files.text("/proc/sys/kernel/random/boot_id"));
    passing(
        "host.uptime_seconds",
        map(files.text("/proc/uptime"), text -> text.replaceFirst(" .*", "")));
    passing("host.load", files.text("/proc/loadavg"));
    for (String resource : List.of("cpu", "memory", "io")) {
      passing(
          "host.pressure." + resource,
          map(files.text("/proc/pressure/" + resource), text -> text.replace("\n", "; ")));
    }
    passing(
        "host.cpu_ticks",
        map(files.text("/proc/stat"), text -> text.lines().findFirst().orElse("")));
  }

  private static Text map(Text text, UnaryOperator<String> change) {
    return new Text(text.value().map(change), text.missing());
  }

  private void comparable(String name, Text text) {
    add(name, text, true);
  }

  private void passing(String name, Text text) {
    add(name, text, false);
  }

  private void add(String name, Text text, boolean comparable) {
    facts.add(
        text.value()
            .map(value -> Fact.known(name, value, comparable))
            .orElseGet(() -> Fact.unknown(name, text.missing(), comparable)));
  }
}
