package dev.tare.doctor;

import dev.tare.observe.SystemFiles;
import dev.tare.observe.SystemFiles.Text;
import java.util.List;

/** What makes times differ from one run to the next. */
final class ProcessorChecks {
  private static final String CPU = "/sys/devices/system/cpu/";

  private ProcessorChecks() {}

  static List<Check> of(Machine machine) {
    SystemFiles files = machine.files();
    return List.of(governor(files), smt(files));
  }

  private static Check governor(SystemFiles files) {
    Text governor = files.text(CPU + "cpu0/cpufreq/scaling_governor");
    if (governor.value().isEmpty()) {
      return Check.warn(
          "governor",
          "the frequency is not under this machine's control (" + governor.missing() + ")",
          "set it on the host below, or compare only runs that alternate on this machine");
    }
    return governor.or("").equals("performance")
        ? Check.ok("governor", "performance")
        : Check.warn("governor", governor.or(""), "cpupower frequency-set --governor performance");
  }

  private static Check smt(SystemFiles files) {
    Text active = files.text(CPU + "smt/active");
    if (active.value().isEmpty()) {
      return Check.warn(
          "smt",
          "cannot tell: " + active.missing(),
          "look at lscpu; threads that share a core disturb each other");
    }
    return active.or("").equals("0")
        ? Check.ok("smt", "off: " + files.text(CPU + "smt/control").or("unknown"))
        : Check.warn(
            "smt",
            "on: threads that share a core disturb each other",
            "echo off > " + CPU + "smt/control");
  }
}
