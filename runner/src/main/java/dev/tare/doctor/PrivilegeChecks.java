package dev.tare.doctor;

import dev.tare.observe.SystemFiles.Text;
import java.util.ArrayList;
import java.util.List;

/** Who runs this, and what the kernel lets them do. */
final class PrivilegeChecks {

  /**
   * A capability by its bit in {@code CapEff} (linux/capability.h), and what is lost without it.
   */
  private record Capability(String name, int bit, Check.Status without, String lost) {}

  private static final List<Capability> CAPABILITIES =
      List.of(
          new Capability(
              "CAP_SYS_ADMIN",
              21,
              Check.Status.MISSING,
              "no mounts or namespaces: the node cannot start"),
          new Capability(
              "CAP_NET_ADMIN",
              12,
              Check.Status.MISSING,
              "no bridges or veth pairs: pods get no network"),
          new Capability(
              "CAP_SYS_PTRACE",
              19,
              Check.Status.MISSING,
              "other users' processes cannot be weighed: no memory figures"),
          new Capability(
              "CAP_SYS_RESOURCE",
              24,
              Check.Status.WARN,
              "no process may lower its OOM score: the node wraps gVisor's and Kata's shims"));

  private PrivilegeChecks() {}

  static List<Check> of(Machine machine) {
    List<Check> checks = new ArrayList<>();
    Text uid = machine.files().field("/proc/self/status", "Uid");
    boolean root = uid.value().filter(ids -> ids.matches("\\d+\\s+0\\s.*")).isPresent();
    checks.add(
        root
            ? Check.ok("root", "running as root")
            : Check.missing(
                "root",
                "not running as root (" + uid.or(uid.missing()) + ")",
                "run it with sudo: the node makes namespaces, mounts and cgroups"));
    Text mask = machine.files().field("/proc/self/status", "CapEff");
    CAPABILITIES.forEach(capability -> checks.add(capability(capability, mask)));
    return checks;
  }

  private static Check capability(Capability capability, Text mask) {
    if (mask.value().isEmpty()) {
      return Check.warn(capability.name, "cannot tell: " + mask.missing(), "mount /proc");
    }
    boolean has = (Long.parseUnsignedLong(mask.or("0"), 16) >>> capability.bit & 1) == 1;
    return has
        ? Check.ok(capability.name, "held")
        : new Check(
            capability.name,
            capability.without,
            "not held; " + capability.lost,
            "grant it where this machine or container is started, for example with --cap-add");
  }
}
