package dev.tare.compare;

import dev.tare.result.Metric;
import dev.tare.result.Phase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the families of metrics have in common: how a round is reduced, and what a metric is called.
 */
final class Families {

  static final String STARTUP = "startup";
  static final String MEMORY = "memory";
  static final String OVERHEAD_PEAK = "overhead.peak.";
  static final String OVERHEAD_STAYS = "overhead.stays.";
  static final String OOM_KILLS = "overhead.oom_kills";
  static final String DENSITY = "density";
  static final String IDLE_PODS = "density.idle_pods";
  static final String DENSITY_CGROUP = "density.cgroup";
  static final String JMH = "jmh";
  static final String NETWORK = "network";
  static final String COMMAND = "command";

  static final String HOME_CALL = "startup.home_call";
  static final String FIRST_OUTPUT = "startup.first_output";
  static final String OUTPUT_RECEIVED = "startup.output_received";
  static final String TCP = "startup.tcp";
  static final String HTTP = "startup.http";
  static final String LOG_LINE = "startup.log_line";
  static final String LOG_LINE_RECEIVED = "startup.log_line_received";
  static final String SLI = "startup.sli";
  static final String READY = "startup.ready";
  static final String SEND_LAG = "startup.open.send_lag";
  static final String MAKESPAN = "startup.makespan";
  static final String PSS = "memory.pss";
  static final String PSS_OUTSIDE = "memory.pss_outside_pod";
  static final String CGROUP = "memory.cgroup";
  static final String CGROUP_OVERHEAD = "memory.cgroup_overhead";
  static final String UNMAPPED = "memory.unmapped";
  static final String HUGETLB = "memory.hugetlb";
  static final String NODE_SLOPE = "memory.node_slope";
  static final String NODE_INTERCEPT = "memory.node_intercept";
  static final String GETPPID = "syscall.getppid";
  static final String FOREIGN_CALL = "syscall.foreign_call";
  static final String FILE_WRITE = "file.write";
  static final String CLOCK_INVALID = "clock.invalid";
  static final String CLOCK_UNCHECKED = "clock.unchecked";
  static final String CPU_WORK = "cpu.work";
  static final String CPU_THROTTLED = "cpu.throttled";
  static final String THROUGHPUT = "network.throughput";
  static final String THROUGHPUT_OWN = "network.throughput_own";
  static final String NODE_BASELINE = "network.node_baseline";
  static final String REQUEST_LATENCY = "network.request_latency";
  static final String REQUEST_LAG = "network.request_lag";

  private static final String OPEN = "startup.open.";
  private static final String COLD = "startup.cold.";
  static final String COLD_FIRST_OUTPUT = COLD + "first_output";

  /** Of the network: each request is a value, and all else is one of the trial. */
  private static final Set<String> QUANTILES = Set.of(REQUEST_LATENCY, REQUEST_LAG);

  private static final String NODE = "memory.node_";
  private static final String GUEST = "memory.guest.";
  private static final String CALLS = ".call";

  /** Metrics that a pod which never answers has too: beyond every limit. */
  private static final Map<String, Phase> READINESS =
      Map.of(
          HOME_CALL,
          Phase.CALLED_HOME,
          FIRST_OUTPUT,
          Phase.FIRST_OUTPUT,
          OUTPUT_RECEIVED,
          Phase.OUTPUT_RECEIVED,
          TCP,
          Phase.TCP_ACCEPTED,
          HTTP,
          Phase.HTTP_ANSWERED,
          LOG_LINE,
          Phase.LINE_LOGGED,
          LOG_LINE_RECEIVED,
          Phase.LINE_RECEIVED,
          SLI,
          Phase.CONTAINERS_STARTED,
          READY,
          Phase.READY);

  /**
   * What may end start-up, the best first: what was asked for, then a stamp taken nearer to the
   * pod's own work.
   */
  private static final List<String> CLOSED_STOPS =
      List.of(HOME_CALL, HTTP, TCP, LOG_LINE, LOG_LINE_RECEIVED, FIRST_OUTPUT, OUTPUT_RECEIVED);

  static final List<String> STOPS =
      Stream.concat(CLOSED_STOPS.stream(), CLOSED_STOPS.stream().map(Families::open)).toList();

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry(HOME_CALL, "start-up"),
          Map.entry(FIRST_OUTPUT, "start-up to first output"),
          Map.entry(OUTPUT_RECEIVED, "start-up until its output arrived"),
          Map.entry(SLI, "Kubernetes' pod start-up SLI"),
          Map.entry(READY, "start-up until Ready"),
          Map.entry(MAKESPAN, "start-up of the whole burst"),
          Map.entry(TCP, "start-up until a port accepts"),
          Map.entry(HTTP, "start-up until HTTP answers"),
          Map.entry(LOG_LINE, "start-up to a log line"),
          Map.entry(LOG_LINE_RECEIVED, "start-up until a log line arrived"),
          Map.entry("startup.send_lag", "send lag"),
          Map.entry("startup.deleted", "stop until the API server has no such pod"),
          Map.entry("startup.acknowledged", "answer to the create call"),
          Map.entry("startup.schedule", "scheduling"),
          Map.entry("startup.before_sandbox", "until the kubelet asks for the sandbox"),
          Map.entry("startup.network_usable", "first output to home call"),
          Map.entry("startup.network", "network set-up"),
          Map.entry("startup.guest_boot", "boot of the guest's kernel"),
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
          Map.entry(IDLE_PODS, "idle pods, last good level"),
          Map.entry(DENSITY_CGROUP, "memory per idle pod at that level (cgroup)"),
          Map.entry(OOM_KILLS, "processes killed for want of memory"),
          Map.entry(CPU_WORK, "CPU work (control)"),
          Map.entry(CPU_THROTTLED, "share of CPU periods stopped by the limit"),
          Map.entry(FOREIGN_CALL, "empty foreign call"),
          Map.entry("syscall.clock_gettime", "clock_gettime"),
          Map.entry("syscall.getppid_raw", "getppid via syscall(2)"),
          Map.entry("syscall.open_close", "open + close"),
          Map.entry("syscall.read", "read 1 byte"),
          Map.entry("syscall.write", "write 1 byte"),
          Map.entry("syscall.stat", "stat"),
          Map.entry("handover.pipe", "pipe, there and back"),
          Map.entry("handover.futex", "futex, there and back"),
          Map.entry("paging.map", "map + unmap 256 pages"),
          Map.entry("paging.fault", "first touch of a page"),
          Map.entry("bandwidth.read", "memory read"),
          Map.entry("bandwidth.copy", "memory copied"),
          Map.entry("exec.spawn", "start /bin/true and wait"),
          Map.entry("file.read", "read 4 KiB of a file"),
          Map.entry(FILE_WRITE, "write 4 KiB of a file"),
          Map.entry("file.write_sync", "write 4 KiB + fsync"),
          Map.entry(CLOCK_INVALID, "iterations left out: clocks differ"),
          Map.entry(CLOCK_UNCHECKED, "iterations with unchecked clock"),
          Map.entry(THROUGHPUT, "throughput"),
          Map.entry(THROUGHPUT_OWN, "throughput, own client"),
          Map.entry("network.throughput_many", "throughput, many flows"),
          Map.entry("network.throughput_rx", "throughput, receiving"),
          Map.entry("network.throughput_rx_many", "throughput, receiving, many flows"),
          Map.entry("network.packets", "packets of 64 bytes"),
          Map.entry("network.packets_rx", "packets of 64 bytes, receiving"),
          Map.entry("network.packets.lost", "share of these packets lost"),
          Map.entry("network.packets_rx.lost", "share of these packets lost, receiving"),
          Map.entry("network.connections", "TCP connections"),
          Map.entry(NODE_BASELINE, "CPUs busy before the first part (node)"),
          Map.entry("cpu_cost.start", "CPU of a start"),
          Map.entry("cpu_cost.start.pod", "CPU of a start, in the pod's cgroup"),
          Map.entry("cpu_cost.start.outside", "CPU of a start, shim and the like"),
          Map.entry("cpu_cost.start.runtime", "CPU of a start, containerd and CNI"),
          Map.entry("cpu_cost.start.kubelet", "CPU of a start, kubelet"),
          Map.entry("cpu_cost.idle", "CPU of an idle pod, per minute"),
          Map.entry("cpu_cost.idle.pod", "CPU of an idle pod, in its cgroup, per minute"),
          Map.entry("cpu_cost.idle.outside", "CPU of an idle pod, shim and the like, per minute"),
          Map.entry("cpu_cost.idle.runtime", "CPU of containerd per idle pod and minute"),
          Map.entry("cpu_cost.requests", "CPU of the pod per 1000 requests"),
          Map.entry(
              "cpu_cost.requests.outside", "CPU of the pod per 1000 requests, shim and the like"),
          Map.entry(REQUEST_LATENCY, "request latency"),
          Map.entry(REQUEST_LAG, "request send lag"));

  private Families() {}

  /** How a round is reduced; the principal statistic first. */
  static List<Statistic> statistics(String family, Metric metric) {
    return switch (family) {
      // A burst has one makespan, and a run one cold pod: there is nothing to take a quantile of.
      case STARTUP ->
          metric.name().equals(MAKESPAN) || isCold(metric.name())
              ? List.of(Statistic.MEDIAN)
              : List.of(Statistic.MEDIAN, Statistic.P90);
      case NETWORK ->
          QUANTILES.contains(metric.name())
              ? List.of(Statistic.MEDIAN, Statistic.P90, Statistic.P99)
              : List.of(Statistic.MEAN);
      case COMMAND -> List.of(Statistic.MEDIAN);
      // The first iterations of a JVM may be slow: one of three would shift a mean.
      case JMH ->
          isCalls(metric.name())
              ? List.of(Statistic.MEDIAN, Statistic.P90, Statistic.P99)
              : List.of(Statistic.MEDIAN);
      default -> List.of(Statistic.MEAN);
    };
  }

  /** Whether its values are calls that were timed one by one; a command's may have any name. */
  static boolean isCalls(String metric) {
    return metric.endsWith(CALLS) && !metric.startsWith(COMMAND + ".");
  }

  /** The mark that ends it, for a metric that says how long until a pod is ready. */
  static Optional<Phase> readiness(String metric) {
    return Optional.ofNullable(READINESS.get(closed(metric)));
  }

  /** What such a time counts from: of an open arrival, when the pod was due. */
  static Phase beginning(String metric) {
    return isOpen(metric) ? Phase.INTENDED : Phase.REQUESTED;
  }

  /** Whether pods came by a schedule; such metrics have names of their own. */
  static boolean isOpen(String metric) {
    return metric.startsWith(OPEN);
  }

  /** Whether it is of the first pod since the node's start, of which a run has one. */
  static boolean isCold(String metric) {
    return metric.startsWith(COLD);
  }

  /** The metric of pods that do not come by a schedule and are not the node's first. */
  static String ofAnyPod(String metric) {
    return isCold(metric) ? STARTUP + "." + metric.substring(COLD.length()) : closed(metric);
  }

  private static String open(String metric) {
    return OPEN + metric.substring(STARTUP.length() + 1);
  }

  /** The metric of pods that do not come by a schedule. */
  static String closed(String metric) {
    return isOpen(metric) ? STARTUP + "." + metric.substring(OPEN.length()) : metric;
  }

  /** What ends start-up, as a table's head or a sentence says it. */
  static String stop(String metric) {
    String end =
        switch (closed(metric)) {
          case FIRST_OUTPUT -> "to its first output";
          case OUTPUT_RECEIVED -> "to the arrival of its output";
          case TCP -> "until its port accepts";
          case HTTP -> "until it answers HTTP";
          case LOG_LINE -> "to its log line";
          case LOG_LINE_RECEIVED -> "to the arrival of its log line";
          default -> "to its home call";
        };
    return isOpen(metric) ? "from when it was due " + end : end;
  }

  /** Whether a metric may lie at zero or below, so that a ratio of it says nothing. */
  static boolean isDifference(String metric) {
    return metric.startsWith(NODE)
        || closed(metric).equals("startup.network_usable")
        || metric.equals(SEND_LAG)
        || metric.equals(UNMAPPED)
        || metric.startsWith("overhead.")
        || metric.equals(CPU_THROTTLED)
        || metric.equals(NODE_BASELINE)
        || metric.endsWith(".lost")
        || metric.startsWith("cpu_cost.idle")
        || metric.startsWith("cpu_cost.start.")
        || metric.equals("cpu_cost.requests.outside")
        || metric.equals(CLOCK_INVALID)
        || metric.equals(CLOCK_UNCHECKED)
        || isPartOfNodeCpu(metric);
  }

  private static boolean isPartOfNodeCpu(String metric) {
    return metric.contains("_cpu.") && !metric.endsWith("_cpu.node");
  }

  /** What most machines have nothing of: it is no row of zeros then. */
  static boolean isSilent(String metric) {
    return metric.endsWith("_cpu.irq") || metric.endsWith("_cpu.steal");
  }

  /** The growth per pod of a field of {@code /proc/meminfo}. */
  static String nodeSlope(String field) {
    return NODE + field.toLowerCase(Locale.ROOT);
  }

  /** The metric in words. */
  static String label(String metric) {
    if (isOpen(metric)) {
      return label(closed(metric)) + ", by schedule";
    }
    if (metric.startsWith(COLD)) {
      return label(ofAnyPod(metric)) + ", first pod of the node";
    }
    String label = LABELS.get(metric);
    if (label != null) {
      return label;
    }
    if (isCalls(metric)) {
      return label(metric.substring(0, metric.length() - CALLS.length())) + ", call by call";
    }
    if (metric.startsWith(GUEST)) {
      return "memory in the guest, " + metric.substring(GUEST.length()).replace('_', ' ');
    }
    if (metric.startsWith(PSS + ".")) {
      return "PSS of " + metric.substring(PSS.length() + 1).replace('_', ' ');
    }
    if (metric.startsWith(OVERHEAD_PEAK)) {
      return "overhead under load: " + metric.substring(OVERHEAD_PEAK.length());
    }
    if (metric.startsWith(OVERHEAD_STAYS)) {
      return "overhead that stays after: " + metric.substring(OVERHEAD_STAYS.length());
    }
    if (metric.contains("_cpu.")) {
      return nodeCpu(metric);
    }
    String rest = metric.substring(metric.indexOf('.') + 1);
    if (metric.startsWith(COMMAND + ".")) {
      return rest.replace(".", ", ").replace('_', ' ');
    }
    return rest.replace('_', ' ').replace('.', ' ');
  }

  /** {@code network.rx_many_cpu.pod}: whose CPU time, in which stream. */
  private static String nodeCpu(String metric) {
    String[] words = metric.split("\\.", -1);
    String stream =
        switch (words[1]) {
          case "tx_cpu" -> "sending";
          case "tx_many_cpu" -> "sending, many flows";
          case "rx_cpu" -> "receiving";
          default -> "receiving, many flows";
        };
    String whose =
        switch (words[2]) {
          case "node" -> "of the node";
          case "pod" -> "of the pod";
          case "peer" -> "of its peer";
          case "rest" -> "of neither pod";
          case "vhost" -> "of vhost";
          default -> "of the node, " + words[2];
        };
    return "CPU per Gbit " + whose + ", " + stream;
  }
}
