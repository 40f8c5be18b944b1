package dev.tare.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which runtimes the node has, and what Kata would find. */
final class RuntimeChecks {
  private static final String KATA = "/opt/kata";
  private static final List<String> HYPERVISORS =
      List.of(
          "qemu-system-x86_64",
          "qemu-system-aarch64",
          "cloud-hypervisor",
          "firecracker",
          "stratovirt");

  private RuntimeChecks() {}

  static List<Check> of(Machine machine) {
    List<Check> checks = new ArrayList<>(List.of(kata(machine)));
    if (machine.handlers().isEmpty() && machine.unavailable().isEmpty()) {
      checks.add(
          Check.warn(
              "handlers", "the node is not up, so its runtimes are not known", "tare node up"));
    }
    machine
        .handlers()
        .forEach(name -> checks.add(Check.ok("handler " + name, available(machine, name))));
    machine
        .unavailable()
        .forEach(
            (name, reason) ->
                checks.add(Check.missing("handler " + name, "not available", reason)));
    return checks;
  }

  private static String available(Machine machine, String name) {
    String differs = machine.variants().get(name);
    return differs == null ? "available" : "available where it is named: " + differs;
  }

  private static Check kata(Machine machine) {
    Path shim = machine.at(KATA + "/bin/containerd-shim-kata-v2");
    Path rust = machine.at(KATA + "/runtime-rs/bin/containerd-shim-kata-v2");
    if (!Files.isExecutable(shim) && !Files.isExecutable(rust)) {
      return Check.missing(
          "kata",
          "no shim under " + KATA,
          "unpack the static archive of a Kata Containers release, so that "
              + KATA
              + "/bin stands");
    }
    List<String> found =
        new ArrayList<>(
            HYPERVISORS.stream()
                .filter(name -> Files.isExecutable(machine.at(KATA + "/bin/" + name)))
                .toList());
    if (Files.isExecutable(rust)) {
      found.add("dragonball");
    }
    return found.isEmpty()
        ? Check.missing(
            "kata",
            "a shim, but no hypervisor under " + KATA + "/bin",
            "unpack the whole archive of the release")
        : Check.ok("kata", "with " + String.join(", ", found));
  }
}
