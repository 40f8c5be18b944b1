package dev.tare.observe;

import static dev.tare.observe.FactList.map;

import dev.tare.observe.SystemFiles.Text;
import dev.tare.result.Fact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a node is. Every fact is always listed; one that the node does not show is unknown, with the
 * reason. Comparable are hardware class, kernel, mitigations and memory policy; not comparable are
 * names, load, and whatever changes from boot to boot.
 */
final class HostFacts {
  private static final String CPU = "/sys/devices/system/cpu/";
  private static final String MM = "/sys/kernel/mm/";
  private static final String BALLOON = "/sys/bus/virtio/drivers/virtio_balloon";
  private static final int REPORTING = 5;

  private final SystemFiles files;
  private final FactList facts = new FactList();

  HostFacts(Path root) {
    this.files = new SystemFiles(root);
  }

  List<Fact> read() {
    kernel();
    processor();
    power();
    mitigations();
    memory();
    virtualisation();
    facts.passing("network.interfaces", interfaces());
    new HostState(files).read(facts);
    return facts.all();
  }

  private void kernel() {
    facts.comparable("kernel.release", files.text("/proc/sys/kernel/osrelease"));
    facts.comparable("kernel.version", files.text("/proc/sys/kernel/version"));
    Text commandLine = files.text("/proc/cmdline");
    facts.passing("kernel.cmdline", commandLine);
    facts.comparable("kernel.parameters", map(commandLine, HostFacts::withoutIdentity));
    facts.comparable("kernel.lsm", files.text("/sys/kernel/security/lsm"));
    facts.comparable("kernel.aslr", files.text("/proc/sys/kernel/randomize_va_space"));
    facts.comparable(
        "kernel.clocksource",
        files.text("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
    facts.comparable("cgroup.version", cgroupVersion());
    facts.passing(
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
    facts.comparable("cpu.vendor", cpuinfo("vendor_id"));
    facts.comparable("cpu.model", cpuinfo("model name"));
    facts.comparable("cpu.family", cpuinfo("cpu family"));
    facts.comparable("cpu.model_number", cpuinfo("model"));
    facts.comparable("cpu.stepping", cpuinfo("stepping"));
    facts.comparable("cpu.microcode", cpuinfo("microcode"));
    facts.comparable("cpu.online", files.text(CPU + "online"));
    facts.comparable(
        "cpu.isolated", map(files.text(CPU + "isolated"), cpus -> cpus.isEmpty() ? "none" : cpus));
    facts.comparable("cpu.topology", topology());
    facts.comparable("cpu.smt", files.text(CPU + "smt/control"));
    facts.comparable("cpu.smt_active", files.text(CPU + "smt/active"));
    facts.comparable("numa.nodes", files.text("/sys/devices/system/node/online"));
    facts.comparable("numa.balancing", files.text("/proc/sys/kernel/numa_balancing"));
  }

  private void power() {
    String frequency = CPU + "cpu0/cpufreq/";
    facts.comparable("cpu.governor", files.text(frequency + "scaling_governor"));
    facts.comparable("cpu.frequency_driver", files.text(frequency + "scaling_driver"));
    facts.comparable("cpu.frequency_least_khz", files.text(frequency + "scaling_min_freq"));
    facts.comparable("cpu.frequency_most_khz", files.text(frequency + "scaling_max_freq"));
    facts.comparable(
        "cpu.energy_preference", files.text(frequency + "energy_performance_preference"));
    facts.comparable("cpu.turbo", turbo());
    facts.comparable("cpu.idle_driver", files.text(CPU + "cpuidle/current_driver"));
    facts.comparable("cpu.idle_governor", files.text(CPU + "cpuidle/current_governor"));
    facts.comparable("cpu.idle_states", idleStates());
  }

  /** The C-states of the first CPU, those that are switched off said so. */
  private Text idleStates() {
    String folder = CPU + "cpu0/cpuidle";
    String states =
        files.names(folder).stream()
            .filter(name -> name.matches("state\\d+"))
            .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(5))))
            .map(name -> idleState(folder + "/" + name))
            .collect(Collectors.joining(", "));
    return states.isEmpty() ? absent(folder) : new Text(Optional.of(states), "");
  }

  private String idleState(String folder) {
    boolean off = files.text(folder + "/disable").or("0").equals("1");
    return files.text(folder + "/name").or("?") + (off ? " (off)" : "");
  }

  private static Text absent(String path) {
    return new Text(Optional.empty(), path + " is not there");
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
      facts.comparable("cpu.vulnerability", absent(folder));
    }
    names.forEach(
        name -> facts.comparable("cpu.vulnerability." + name, files.text(folder + "/" + name)));
  }

  private void memory() {
    facts.comparable("memory.total", map(meminfo("MemTotal"), size -> rounded(size, 20, "GiB")));
    facts.comparable("memory.swap", map(meminfo("SwapTotal"), size -> rounded(size, 10, "MiB")));
    facts.comparable("memory.swappiness", files.text("/proc/sys/vm/swappiness"));
    facts.comparable("memory.overcommit", files.text("/proc/sys/vm/overcommit_memory"));
    facts.comparable("memory.thp", files.text(MM + "transparent_hugepage/enabled").chosen());
    facts.comparable("memory.thp_defrag", files.text(MM + "transparent_hugepage/defrag").chosen());
    facts.comparable(
        "memory.thp_shmem", files.text(MM + "transparent_hugepage/shmem_enabled").chosen());
    facts.comparable(
        "memory.thp_khugepaged_defrag", files.text(MM + "transparent_hugepage/khugepaged/defrag"));
    facts.comparable("memory.ksm", files.text(MM + "ksm/run"));
    facts.comparable("memory.ksm_advisor", files.text(MM + "ksm/advisor_mode").chosen());
    // An advisor changes it as it goes.
    facts.passing("memory.ksm_pages_to_scan", files.text(MM + "ksm/pages_to_scan"));
    facts.comparable("memory.ksm_sleep_milliseconds", files.text(MM + "ksm/sleep_millisecs"));
    facts.comparable("memory.zswap", files.text("/sys/module/zswap/parameters/enabled"));
    facts.comparable(
        "memory.hugepages_overcommit", files.text("/proc/sys/vm/nr_overcommit_hugepages"));
    List<String> pools = files.names(MM + "hugepages");
    if (pools.isEmpty()) {
      facts.comparable("memory.hugepages", absent(MM + "hugepages"));
    }
    pools.forEach(
        pool ->
            facts.comparable(
                "memory.hugepages." + pool.replace("hugepages-", "").toLowerCase(Locale.ROOT),
                files.text(MM + "hugepages/" + pool + "/nr_hugepages")));
    balloon();
  }

  /**
   * Whether the node's own hypervisor takes memory back: by a balloon that it blows up, or because
   * the node reports its free pages (feature bit 5 of the device, virtio 1.2, 5.5.3).
   */
  private void balloon() {
    List<String> names = files.names(BALLOON);
    if (names.isEmpty()) {
      facts.passing("memory.balloon", absent(BALLOON));
      facts.passing("memory.free_page_reporting", absent(BALLOON));
      return;
    }
    List<String> devices = names.stream().filter(name -> name.matches("virtio\\d+")).toList();
    facts.passing("memory.balloon", said(devices.isEmpty() ? "none" : String.join(" ", devices)));
    facts.passing(
        "memory.free_page_reporting",
        devices.isEmpty()
            ? said("no")
            : map(
                files.text(BALLOON + "/" + devices.getFirst() + "/features"),
                bits -> bits.length() > REPORTING && bits.charAt(REPORTING) == '1' ? "yes" : "no"));
  }

  private static Text said(String value) {
    return new Text(Optional.of(value), "");
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
    facts.comparable(
        "virtual.hypervisor_flag",
        map(
            cpuinfo("flags"),
            flags -> Arrays.asList(flags.split(" ", -1)).contains("hypervisor") ? "yes" : "no"));
    facts.comparable("virtual.vendor", files.text("/sys/class/dmi/id/sys_vendor"));
    facts.comparable("virtual.product", files.text("/sys/class/dmi/id/product_name"));
    String modules =
        files.names("/sys/module").stream()
            .filter(name -> name.startsWith("kvm"))
            .collect(Collectors.joining(" "));
    facts.comparable(
        "kvm.modules", new Text(Optional.of(modules.isEmpty() ? "none" : modules), ""));
    facts.comparable("kvm.nested", nested());
    facts.comparable("kvm.parameters", kvmParameters());
  }

  /** Of all of KVM's modules, sorted: {@code kvm.halt_poll_ns=200000}. */
  private Text kvmParameters() {
    List<String> parameters = new ArrayList<>();
    for (String module : files.names("/sys/module")) {
      String folder = "/sys/module/" + module + "/parameters";
      if (module.startsWith("kvm")) {
        files
            .names(folder)
            .forEach(
                name ->
                    parameters.add(
                        module + "." + name + "=" + files.text(folder + "/" + name).or("?")));
      }
    }
    return parameters.isEmpty()
        ? absent("/sys/module/kvm/parameters")
        : new Text(Optional.of(String.join(" ", parameters)), "");
  }

  /** Those that are devices; bridges and pairs come and go with pods. */
  private Text interfaces() {
    String net = "/sys/class/net";
    String devices =
        files.names(net).stream()
            .filter(name -> Files.exists(files.path(net + "/" + name + "/device")))
            .map(name -> networkInterface(net + "/" + name, name))
            .collect(Collectors.joining("; "));
    return devices.isEmpty()
        ? new Text(Optional.empty(), "no device has an interface under " + net)
        : new Text(Optional.of(devices), "");
  }

  private String networkInterface(String folder, String name) {
    String driver =
        files
            .linked(folder + "/device/driver")
            .map(link -> link.replaceFirst(".*/", ""))
            .orElse("driver unknown");
    return "%s: %s, MTU %s, %s Mbit/s"
        .formatted(
            name,
            driver,
            files.text(folder + "/mtu").or("unknown"),
            // Virtual devices say -1, or refuse to say.
            files.text(folder + "/speed").or("-1").replaceFirst("^-1$", "unknown"));
  }

  private Text nested() {
    Text intel = files.text("/sys/module/kvm_intel/parameters/nested");
    return intel.value().isPresent() ? intel : files.text("/sys/module/kvm_amd/parameters/nested");
  }
}
