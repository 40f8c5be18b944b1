package dev.tare.report;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sets of capabilities as the kernel prints them, in words. */
final class Capabilities {
  /** By their numbers, from {@code linux/capability.h} of Linux 5.9, the last that added one. */
  private static final List<String> NAMES =
      List.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "DAC_READ_SEARCH",
          "FOWNER",
          "FSETID",
          "KILL",
          "SETGID",
          "SETUID",
          "SETPCAP",
          "LINUX_IMMUTABLE",
          "NET_BIND_SERVICE",
          "NET_BROADCAST",
          "NET_ADMIN",
          "NET_RAW",
          "IPC_LOCK",
          "IPC_OWNER",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_CHROOT",
          "SYS_PTRACE",
          "SYS_PACCT",
          "SYS_ADMIN",
          "SYS_BOOT",
          "SYS_NICE",
          "SYS_RESOURCE",
          "SYS_TIME",
          "SYS_TTY_CONFIG",
          "MKNOD",
          "LEASE",
          "AUDIT_WRITE",
          "AUDIT_CONTROL",
          "SETFCAP",
          "MAC_OVERRIDE",
          "MAC_ADMIN",
          "SYSLOG",
          "WAKE_ALARM",
          "BLOCK_SUSPEND",
          "AUDIT_READ",
          "PERFMON",
          "BPF",
          "CHECKPOINT_RESTORE");

  /** So few that are missing are named instead of those that are there. */
  private static final int FEW = 5;

  private Capabilities() {}

  /** {@code none}, {@code all 41}, {@code all but X}, or their names; other text as it is. */
  static String words(String hexadecimal) {
    if (!hexadecimal.matches("[0-9a-fA-F]{1,32}")) {
      return hexadecimal;
    }
    BigInteger set = new BigInteger(hexadecimal, 16);
    List<String> there = named(set);
    List<String> missing = new ArrayList<>(NAMES);
    missing.removeAll(there);
    if (there.isEmpty()) {
      return "none";
    }
    boolean known = set.bitLength() <= NAMES.size();
    if (missing.size() <= FEW && known) {
      return missing.isEmpty()
          ? "all " + NAMES.size()
          : "all " + NAMES.size() + " but " + String.join(", ", missing);
    }
    return there.size() + ": " + String.join(", ", there);
  }

  private static List<String> named(BigInteger set) {
    return IntStream.range(0, set.bitLength())
        .filter(set::testBit)
        .mapToObj(bit -> bit < NAMES.size() ? NAMES.get(bit) : "number " + bit)
        .toList();
  }
}
