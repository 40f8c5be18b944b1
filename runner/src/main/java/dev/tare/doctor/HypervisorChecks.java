package dev.tare.doctor;

import dev.tare.observe.SystemFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Whether this machine runs virtual machines. */
final class HypervisorChecks {
  private static final int KVM_API = 12;

  private HypervisorChecks() {}

  static List<Check> of(Machine machine) {
    return List.of(
        kvm(machine),
        device(
            machine, "vhost-vsock", "vhost_vsock", "Kata with QEMU reaches its guests through it"),
        device(
            machine,
            "vhost-net",
            "vhost_net",
            "guests' packets take the slower way through the hypervisor"),
        nested(machine.files()));
  }

  private static Check kvm(Machine machine) {
    Path device = machine.at("/dev/kvm");
    if (!Files.exists(device)) {
      return Check.missing(
          "kvm",
          "/dev/kvm is missing: no virtual machines, so no Kata",
          "turn the processor's virtualisation on, allow nesting if this is a virtual machine, and"
              + " load kvm_intel or kvm_amd");
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      return Check.missing(
          "kvm",
          "/dev/kvm may not be opened",
          "run as root, or join the group kvm; in a container pass the device through");
    }
    OptionalInt api = KvmDevice.apiVersion(device);
    if (api.isEmpty()) {
      return Check.missing(
          "kvm",
          "/dev/kvm does not answer KVM_GET_API_VERSION",
          "load kvm_intel or kvm_amd; the file may be a left-over");
    }
    if (api.getAsInt() != KVM_API) {
      return Check.missing(
          "kvm",
          "/dev/kvm speaks version " + api.getAsInt() + " instead of " + KVM_API,
          "use a kernel newer than 2.6.22");
    }
    return hardware(machine.files())
        ? Check.ok("kvm", "/dev/kvm answers with version " + KVM_API)
        : Check.missing(
            "kvm",
            "/dev/kvm answers, but the processor shows neither vmx nor svm"
                + modules(machine.files())
                + ": a paravirtual KVM, which boots no stock guest kernel",
            "use a machine with hardware virtualisation or nesting; gVisor and runc need none");
  }

  private static boolean hardware(SystemFiles files) {
    boolean arm = files.field("/proc/cpuinfo", "CPU implementer").value().isPresent();
    List<String> flags = flags(files);
    return arm || flags.contains("vmx") || flags.contains("svm");
  }

  private static List<String> flags(SystemFiles files) {
    return Arrays.asList(files.field("/proc/cpuinfo", "flags").or("").split(" ", -1));
  }

  private static String modules(SystemFiles files) {
    List<String> kvm =
        files.names("/sys/module").stream().filter(name -> name.startsWith("kvm_")).toList();
    return kvm.isEmpty() ? "" : " (" + String.join(", ", kvm) + ")";
  }

  private static Check device(Machine machine, String name, String module, String use) {
    Path device = machine.at("/dev/" + name);
    if (!Files.exists(device)) {
      String remedy =
          loadsModules(machine)
              ? "modprobe " + module
              : "this kernel loads no modules: use one that has " + module + " built in";
      return Check.warn(name, "/dev/" + name + " is missing; " + use, remedy);
    }
    return Files.isReadable(device) && Files.isWritable(device)
        ? Check.ok(name, "/dev/" + name + " can be opened")
        : Check.warn(name, "/dev/" + name + " may not be opened; " + use, "run as root");
  }

  private static boolean loadsModules(Machine machine) {
    boolean disabled =
        machine.files().text("/proc/sys/kernel/modules_disabled").or("0").equals("1");
    return Files.exists(machine.at("/proc/modules")) && !disabled;
  }

  private static Check nested(SystemFiles files) {
    String maker =
        files
            .text("/sys/class/dmi/id/sys_vendor")
            .value()
            .map(vendor -> " by " + vendor)
            .orElse("");
    return flags(files).contains("hypervisor")
        ? Check.warn(
            "virtualised",
            "this machine is itself a virtual machine"
                + maker
                + ": neighbours add noise, and Kata would be nested",
            "measure what you publish on bare metal; compare only runs from one kind of machine")
        : Check.ok("virtualised", "no hypervisor below this machine");
  }
}
