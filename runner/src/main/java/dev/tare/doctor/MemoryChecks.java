package dev.tare.doctor;

import dev.tare.observe.SystemFiles;
import dev.tare.observe.SystemFiles.Text;
import java.util.List;

/** What makes memory figures differ, and how much memory there is. */
final class MemoryChecks {
  private static final String THP = "/sys/kernel/mm/transparent_hugepage/enabled";
  private static final String KSM = "/sys/kernel/mm/ksm/run";
  private static final long KIB_PER_GIB = 1L << 20;
  private static final long NEEDED_GIB = 4;

  private MemoryChecks() {}

  static List<Check> of(Machine machine) {
    SystemFiles files = machine.files();
    return List.of(swap(files), thp(files), ksm(files), available(files));
  }

  private static Check swap(SystemFiles files) {
    Text total = files.field("/proc/meminfo", "SwapTotal");
    if (total.value().isEmpty()) {
      return Check.warn("swap", "cannot tell: " + total.missing(), "mount /proc");
    }
    return kib(total) == 0
        ? Check.ok("swap", "off")
        : Check.warn(
            "swap", gib(total) + " on: idle pods move out of memory and look cheap", "swapoff -a");
  }

  private static Check thp(SystemFiles files) {
    Text mode = files.text(THP).chosen();
    if (mode.value().isEmpty()) {
      return Check.warn(
          "thp",
          "cannot tell: " + mode.missing(),
          "a kernel without it is compared only with such kernels");
    }
    return mode.or("").equals("always")
        ? Check.warn(
            "thp",
            "always: memory comes in steps of 2 MiB and grows while pods stand",
            "echo madvise > " + THP)
        : Check.ok("thp", mode.or(""));
  }

  private static Check ksm(SystemFiles files) {
    Text run = files.text(KSM);
    if (run.value().isEmpty()) {
      return Check.ok("ksm", "not in this kernel");
    }
    return run.or("").equals("1")
        ? Check.warn(
            "ksm", "on: equal pages of pods are merged, and PSS falls with time", "echo 2 > " + KSM)
        : Check.ok("ksm", "off");
  }

  private static Check available(SystemFiles files) {
    Text available = files.field("/proc/meminfo", "MemAvailable");
    if (available.value().isEmpty()) {
      return Check.warn("memory", "cannot tell: " + available.missing(), "mount /proc");
    }
    String finding =
        gib(available) + " available of " + gib(files.field("/proc/meminfo", "MemTotal"));
    return kib(available) >= NEEDED_GIB * KIB_PER_GIB
        ? Check.ok("memory", finding)
        : Check.warn(
            "memory",
            finding,
            "stop other programs: the node and a few virtual machines want " + NEEDED_GIB + " GiB");
  }

  private static long kib(Text text) {
    return Long.parseLong(text.or("0").replaceAll("\\D", ""));
  }

  private static String gib(Text text) {
    return text.value().isEmpty() ? "?" : "%.1f GiB".formatted(kib(text) / (double) KIB_PER_GIB);
  }
}
