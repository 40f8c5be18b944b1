package dev.tare.target.pods;

import dev.tare.result.Isolation;
import dev.tare.result.Isolation.Inside;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pod printed of its isolation, beside what the node shows of the processes behind it. */
final class PodIsolation {
  /** A pod may print anything: characters of a value that are kept. */
  private static final int LONGEST = 500;

  /** Key of the receipt script to the name of the fact. */
  private static final Map<String, String> KEYS = keys();

  private PodIsolation() {}

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("security.uid_map", Inside.UID_MAP);
    keys.put("security.uid", Inside.USER);
    keys.put("security.seccomp", Inside.SECCOMP);
    keys.put("security.seccomp_filters", Inside.SECCOMP_FILTERS);
    keys.put("security.no_new_privs", Inside.NO_NEW_PRIVILEGES);
    keys.put("security.cap_eff", Inside.CAPABILITIES);
    keys.put("security.cap_bnd", Inside.BOUNDING);
    keys.put("security.lsm", Inside.LSM_PROFILE);
    keys.put("sees.devices", Inside.DEVICES);
    keys.put("sees.partitions", Inside.BLOCK_DEVICES);
    keys.put("sees.cmdline", Inside.KERNEL_COMMAND_LINE);
    keys.put("sees.modules", Inside.KERNEL_MODULES);
    keys.put("dmi.product", Inside.MACHINE);
    keys.put("sees.first_process", Inside.FIRST_PROCESS);
    keys.put("sees.interfaces", Inside.INTERFACES);
    keys.put("sees.root", Inside.ROOT);
    return keys;
  }

  /**
   * @param inside what the pod printed about itself
   * @param views what the node's observer said when it was asked for the processes
   * @param serving how those that it showed are held
   */
  static Isolation of(Map<String, String> inside, List<Reading> views, List<Serving> serving) {
    Map<String, String> facts = new LinkedHashMap<>();
    KEYS.forEach(
        (key, name) -> {
          String value = inside.get(key);
          if (value != null) {
            facts.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value);
          }
        });
    return new Isolation(facts, serving, serving.isEmpty() ? blind(views) : "");
  }

  private static String blind(List<Reading> views) {
    return Reading.all(views, Reading.Blind.class)
        .filter(blind -> blind.view().equals("process-tree"))
        .map(Reading.Blind::reason)
        .findFirst()
        .orElse("the node did not tell how its processes are held");
  }

  /** The processes of the trees among these. */
  static List<ProcessMemory> processes(List<Reading> views) {
    return Reading.all(views, Reading.ProcessTree.class)
        .flatMap(tree -> tree.processes().stream())
        .toList();
  }
}
