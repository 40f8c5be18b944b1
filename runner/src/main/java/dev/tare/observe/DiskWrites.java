package dev.tare.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code /proc/diskstats}: writes completed and, since Linux 5.5, flushes completed (fields 8 and
 * 19 of {@code Documentation/admin-guide/iostats.rst}, counting major and minor number). What is
 * memory, or stands on a file of another disk, is no disk.
 */
final class DiskWrites {
  private static final int NAME = 2;
  private static final int WRITES = 7;
  private static final int FLUSHES = 18;

  private DiskWrites() {}

  /** By disk; none when the file cannot be read. */
  static Map<String, Long> read(Path proc) {
    try {
      return parse(Files.readString(proc.resolve("diskstats")));
    } catch (IOException e) {
      return Map.of();
    }
  }

  static Map<String, Long> parse(String diskstats) {
    Map<String, Long> disks = new HashMap<>();
    for (String line : diskstats.lines().toList()) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length > WRITES && !fields[NAME].matches("(loop|ram|zram|nbd)[0-9].*")) {
        disks.put(fields[NAME], number(fields, WRITES) + number(fields, FLUSHES));
      }
    }
    return disks;
  }

  private static long number(String[] fields, int index) {
    return index < fields.length && fields[index].matches("[0-9]{1,18}")
        ? Long.parseLong(fields[index])
        : 0;
  }
}
