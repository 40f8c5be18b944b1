package dev.tare.observe;

import java.util.List;

/** The fields of {@code /proc/<pid>/stat} that are used here (proc_pid_stat(5)). */
record ProcessStat(String comm, char state, int parent, boolean terminal, long startTime) {

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
        Long.parseLong(rest.get(19)));
  }

  boolean zombie() {
    return state == 'Z' || state == 'X';
  }
}
