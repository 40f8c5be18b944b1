package dev.tare.compare;

import dev.tare.result.Metric;
import dev.tare.result.Phase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the families of metrics have in common: how a round is reduced, and what a metric is called.
 */
final class Families {

  static final String STARTUP = "startup";
  static final String MEMORY = "memory";
  static final String JMH = "jmh";
  static final String NETWORK = "network";

  static final String HOME_CALL = "startup.home_call";
  static final String FIRST_OUTPUT = "startup.first_output";
  static final String PSS = "memory.pss";
  static final String PSS_OUTSIDE = "memory.pss_outside_pod";
  static final String CGROUP = "memory.cgroup";
  static final String CGROUP_OVERHEAD = "memory.cgroup_overhead";
  static final String UNMAPPED = "memory.unmapped";
  static final String HUGETLB = "memory.hugetlb";
  static final String NODE_SLOPE = "memory.node_slope";
  static final String NODE_INTERCEPT = "memory.node_intercept";
  static final String GETPPID = "syscall.getppid";
  static final String CPU_WORK = "cpu.work";
  static final String CPU_THROTTLED = "cpu.throttled";
  static final String THROUGHPUT = "network.throughput";
  static final String THROUGHPUT_OWN = "network.throughput_own";
  static final String REQUEST_LATENCY = "network.request_latency";
  static final String REQUEST_LAG = "network.request_lag";

  private static final String NODE = "memory.node_";

  /** Metrics that a pod which never answers has too: beyond every limit. */
  private static final Map<String, Phase> READINESS =
      Map.of(HOME_CALL, Phase.CALLED_HOME, FIRST_OUTPUT, Phase.FIRST_OUTPUT);

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry(HOME_CALL, "start-up"),
          Map.entry(FIRST_OUTPUT, "start-up to first output"),
          Map.entry("startup.network_usable", "first output to home call"),
          Map.entry("startup.sandbox", "sandbox creation"),
          Map.entry("startup.create", "container creation"),
          Map.entry("startup.start", "container start"),
          Map.entry("startup.gone", "stop to released"),
          Map.entry("startup.task_create", "task creation (containerd)"),
          Map.entry("startup.task_start", "task start (containerd)"),
          Map.entry(PSS, "memory per pod (PSS)"),
          Map.entry(PSS_OUTSIDE, "memory outside the pod's cgroup"),
          Map.entry(CGROUP, "memory per pod (cgroup)"),
          Map.entry("memory.cgroup_working_set", "memory per pod (working set)"),
          Map.entry(CGROUP_OVERHEAD, "memory beside the pod's cgroup"),
          Map.entry("memory.runtime_stats", "memory per pod (the runtime's own figure)"),
          Map.entry(UNMAPPED, "memory that no process maps"),
          Map.entry(HUGETLB, "huge pages per pod"),
          Map.entry(NODE_SLOPE, "memory per pod (node)"),
          Map.entry(NODE_INTERCEPT, "memory before the first pod (node)"),
          Map.entry("memory.node_pagetables", "page tables per pod (node)"),
          Map.entry("memory.node_secpagetables", "second-stage page tables per pod (node)"),
          Map.entry("memory.node_slab", "slab per pod (node)"),
          Map.entry("memory.node_percpu", "per-CPU memory per pod (node)"),
          Map.entry(CPU_WORK, "CPU work (control)"),
          Map.entry(CPU_THROTTLED, "share of CPU periods stopped by the limit"),
          Map.entry("syscall.foreign_call", "empty foreign call"),
          Map.entry("syscall.clock_gettime", "clock_gettime"),
          Map.entry("syscall.getppid_raw", "getppid via syscall(2)"),
          Map.entry("syscall.open_close", "open + close"),
          Map.entry("syscall.read", "read 1 byte"),
          Map.entry("syscall.write", "write 1 byte"),
          Map.entry(THROUGHPUT, "throughput"),
          Map.entry(THROUGHPUT_OWN, "throughput, own client"),
          Map.entry("network.throughput_many", "throughput, many flows"),
          Map.entry(REQUEST_LATENCY, "request latency"),
          Map.entry(REQUEST_LAG, "request send lag"));

  private Families() {}

  /** How a round is reduced; the principal statistic first. */
  static List<Statistic> statistics(String family, Metric metric) {
    return switch (family) {
      case STARTUP -> List.of(Statistic.MEDIAN, Statistic.P90);
      case NETWORK ->
          metric.unit() == Metric.Unit.NANOSECONDS
              ? List.of(Statistic.MEDIAN, Statistic.P90, Statistic.P99)
              : List.of(Statistic.MEAN);
      // The first iterations of a JVM may be slow: one of three would shift a mean.
      case JMH -> List.of(Statistic.MEDIAN);
      default -> List.of(Statistic.MEAN);
    };
  }

  /** The mark that ends it, for a metric that says how long until a pod is ready. */
  static Optional<Phase> readiness(String metric) {
    return Optional.ofNullable(READINESS.get(metric));
  }

  /** Whether a metric may lie at zero or below, so that a ratio of it says nothing. */
  static boolean isDifference(String metric) {
    return metric.startsWith(NODE)
        || metric.equals("startup.network_usable")
        || metric.equals(UNMAPPED)
        || metric.equals(CPU_THROTTLED);
  }

  /** The growth per pod of a field of {@code /proc/meminfo}. */
  static String nodeSlope(String field) {
    return NODE + field.toLowerCase(Locale.ROOT);
  }

  /** The metric in words. */
  static String label(String metric) {
    String label = LABELS.get(metric);
    if (label != null) {
      return label;
    }
    if (metric.startsWith(PSS + ".")) {
      return "PSS of " + metric.substring(PSS.length() + 1).replace('_', ' ');
    }
    String rest = metric.substring(metric.indexOf('.') + 1);
    return rest.replace('_', ' ').replace('.', ' ');
  }
}
