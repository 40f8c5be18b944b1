package dev.tare.observe;

import java.util.LinkedHashMap;
import java.util.Map;

/** The kernel's tables of a name and a number per line: meminfo, smaps_rollup, memory.stat. */
final class KernelTable {
  private static final long KIBI = 1024;

  private KernelTable() {}

  /**
   * Numbers that carry {@code kB} become bytes; others stay as they are. Other lines are passed
   * over.
   */
  static Map<String, Long> parse(String text) {
    Map<String, Long> table = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      String[] words = line.trim().split("\\s+", -1);
      if (words.length >= 2 && words[1].matches("\\d+") && !words[0].contains("-")) {
        long unit = words.length > 2 && words[2].equals("kB") ? KIBI : 1;
        table.put(words[0].replaceFirst(":$", ""), Long.parseLong(words[1]) * unit);
      }
    }
    return table;
  }
}
