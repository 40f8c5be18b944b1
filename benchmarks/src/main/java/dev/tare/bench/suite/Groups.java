package dev.tare.bench.suite;

import dev.tare.bench.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The groups of benchmarks, and what each of them brings along. */
final class Groups {
  private static final Map<String, Class<?>> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put("syscall", Syscall.class);
    CLASSES.put("handover", Handover.class);
    CLASSES.put("paging", Paging.class);
    CLASSES.put("bandwidth", Bandwidth.class);
    CLASSES.put("exec", Exec.class);
    CLASSES.put("file", File.class);
    CLASSES.put("cpu", Cpu.class);
  }

  private Groups() {}

  /**
   * Patterns of methods, in the order in which they run one after another: JMH itself would sort
   * them, and the control, which comes last, would meet a cold JVM. Whatever makes foreign calls
   * brings their cost along, and everything the control.
   *
   * @param names separated by commas
   * @throws UsageException for a group that does not exist
   */
  static List<String> patterns(String names) {
    List<String> patterns = new ArrayList<>();
    boolean foreign = false;
    boolean syscall = false;
    for (String name : names.split(",", -1)) {
      Class<?> type = CLASSES.get(name);
      if (type == null) {
        throw new UsageException("--benchmarks " + name + ": not one of " + list());
      }
      if (type != Cpu.class && !patterns.contains(all(type))) {
        patterns.add(all(type));
        foreign = true;
        syscall |= type == Syscall.class;
      }
    }
    if (foreign && !syscall) {
      patterns.addFirst(method(Syscall.class.getName() + ".foreignCall"));
    }
    patterns.add(all(Cpu.class));
    return patterns;
  }

  /** The pattern of one method by its qualified name. */
  static String method(String name) {
    return "^" + name.replace(".", "\\.") + "$";
  }

  private static String all(Class<?> type) {
    return "^" + type.getName().replace(".", "\\.") + "\\.";
  }

  static String list() {
    return String.join(", ", CLASSES.keySet());
  }
}
