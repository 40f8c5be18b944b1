package dev.tare.compare;

/** Whose clock, or whose account of CPU time, a metric is by; docs/MEASUREMENTS.md has the same. */
final class Clocks {
  private static final String HARNESS = "harness";
  private static final String NODE = "node";
  private static final String BOTH = "harness and node";
  private static final String ACCOUNTING = "CPU time by the node's kernel";
  private static final String CLIENT = "client pod";
  private static final String SERVER = "server pod";
  private static final String NONE = "";

  private Clocks() {}

  /**
   * In words; empty where no time is in it.
   *
   * @param kubelet whether the node's kubelet stamped the calls that made the pods, and not we
   */
  static String of(String family, String metric, boolean kubelet) {
    if (metric.equals(Families.CPU_THROTTLED) || metric.startsWith("cpu_cost.")) {
      return ACCOUNTING;
    }
    return switch (family) {
      case Families.STARTUP -> startup(Families.ofAnyPod(metric), kubelet);
      case Families.NETWORK -> network(metric);
      case Families.JMH -> suite(metric);
      case Families.COMMAND -> "the tool's, in the pod";
      case "cpu" -> ACCOUNTING;
      default -> NONE;
    };
  }

  /** Iterations are held against the node's clock; single calls are not. */
  private static String suite(String metric) {
    if (metric.equals(Families.CLOCK_INVALID) || metric.equals(Families.CLOCK_UNCHECKED)) {
      return NONE;
    }
    return Families.isCalls(metric) ? "pod" : "pod, checked against the node's";
  }

  private static String startup(String metric, boolean kubelet) {
    return switch (metric) {
      case Families.FIRST_OUTPUT,
          Families.LOG_LINE,
          "startup.network_usable",
          "startup.before_sandbox" ->
          BOTH;
      case "startup.sandbox", "startup.create", "startup.start" -> kubelet ? NODE : HARNESS;
      case "startup.task_create" -> kubelet ? NODE : BOTH;
      case "startup.network", "startup.task_start" -> NODE;
      case "startup.guest_boot" -> "guest";
      default -> HARNESS;
    };
  }

  private static String network(String metric) {
    if (metric.contains("_cpu.") || metric.equals(Families.NODE_BASELINE)) {
      return ACCOUNTING;
    }
    if (metric.endsWith(".lost")) {
      return NONE;
    }
    return switch (metric) {
      case Families.THROUGHPUT,
          Families.THROUGHPUT_OWN,
          "network.throughput_many",
          "network.packets" ->
          SERVER;
      default -> CLIENT;
    };
  }
}
