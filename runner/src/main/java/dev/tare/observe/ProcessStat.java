package dev.tare.observe;

import java.util.List;

/** The fields of {@code /proc/<pid>/stat} that are used here (proc_pid_stat(5)). */
record ProcessStat(
    String comm,
    char state,
    int parent,
    boolean terminal,
    long startTime,
    long ownTicks,
    long childrenTicks) {

  /** The unit of the kernel's times for programs: USER_HZ is 100 on every architecture in use. */
  static final long TICK_NANOS = 10_000_000;

  /** The name stands in parentheses and may itself hold spaces and parentheses. */
  static ProcessStat parse(String text) {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    List<String> rest = List.of(text.substring(close + 2).trim().split(" ", -1));
    return new ProcessStat(
        text.substring(open + 1, close),
        rest.get(0).charAt(0),
        Integer.parseInt(rest.get(1)),
        !rest.get(4).equals("0"),
        Long.parseLong(rest.get(19)),
        Long.parseLong(rest.get(11)) + Long.parseLong(rest.get(12)),
        Long.parseLong(rest.get(13)) + Long.parseLong(rest.get(14)));
  }

  boolean zombie() {
    return state == 'Z' || state == 'X';
  }
}
