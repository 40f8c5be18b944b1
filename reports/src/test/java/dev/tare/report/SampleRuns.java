package dev.tare.report;

import dev.tare.compare.Answer;
import dev.tare.compare.Comparison;
import dev.tare.compare.Counts;
import dev.tare.compare.Counts.Cause;
import dev.tare.compare.DensityView;
import dev.tare.compare.Effect;
import dev.tare.compare.Figure;
import dev.tare.compare.MemoryView;
import dev.tare.compare.MetricComparison;
import dev.tare.compare.NodeShare;
import dev.tare.compare.Remark;
import dev.tare.compare.StartupView.Curve;
import dev.tare.compare.Statistic;
import dev.tare.compare.Table;
import dev.tare.compare.Table.Row;
import dev.tare.compare.Table.Standing;
import dev.tare.compare.TwinCheck;
import dev.tare.result.Component;
import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.GaveOut;
import dev.tare.result.Isolation;
import dev.tare.result.Isolation.Inside;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.Metric;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.result.Run.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whole comparisons with invented values. */
final class SampleRuns {
  private static final Figure NOT_MEASURED = new Figure.Absent("not measured");
  private static final List<NodeShare> NODE =
      List.of(new NodeShare("node-1", List.of(1, 2, 3, 4, 5, 6), List.of("runc", "gvisor")));
  private static final double MIB = 1 << 20;

  private SampleRuns() {}

  /** runc and gvisor, everything measured. */
  static Comparison two() {
    Run run = run(Status.COMPLETE, List.of("runc", "gvisor"));
    List<Row> rows =
        List.of(
            row("runc", Standing.CONTROL, new Effect.Control(), 137, 20.8, 142, 41.4),
            row(
                "gvisor",
                Standing.MEASURED,
                Samples.ratio(3.62, 0.16, false),
                507,
                99.7,
                8700,
                11.7));
    return new Comparison(
        run,
        96,
        List.of(
            new Answer(
                "gvisor",
                "gvisor starts a pod in 507 ms, 3.62× runc (3.46–3.80), and takes 79 MiB more per"
                    + " pod (77–81).")),
        new Table("serial", "idle", "calls", "flow", rows),
        metrics(run.runtimes(), 1),
        List.of(
            Samples.startup(
                Samples.curve("runc", 110, 70, 120, 0, 79, 4, 51, 3),
                Samples.curve("gvisor", 447, 150, 120, 0, 268, 26, 213, 8))),
        List.of(
            new MemoryView(
                "idle",
                List.of(
                    Samples.footprint(
                        "runc",
                        1.2,
                        Component.SHIM,
                        19.4,
                        Component.PAUSE,
                        0.3,
                        Component.WORKLOAD,
                        0.9),
                    Samples.footprint(
                        "gvisor",
                        41.0,
                        Component.SHIM,
                        36.0,
                        Component.GOFER,
                        23.0,
                        Component.SENTRY,
                        20.0,
                        Component.RUNSC_WAIT,
                        18.0,
                        Component.STUB,
                        3.2)))),
        new TwinCheck(false, List.of(), "There was no A/A pair in this run."),
        List.of(),
        NODE,
        List.of(),
        List.of(),
        List.of());
  }

  /** Seven runtimes with an A/A pair; one has censored pods, one was never measured. */
  static Comparison seven() {
    List<String> runtimes =
        List.of(
            "runc",
            "crun",
            "gvisor",
            "gvisor-ptrace",
            "kata-qemu",
            "kata-cloud-hypervisor",
            "kata-firecracker-with-the-longest-name-of-all",
            "runc#aa");
    double[] startups = {137, 131, 507, 690, 842, 655, 0};
    double[] memory = {20.8, 18.2, 99.7, 96.1, 212, 171, 0};
    double[] calls = {142, 141, 8700, 14_300, 155, 151, 0};
    double[] flows = {41.4, 41.9, 11.7, 9.8, 24.2, 25.1, 0};
    List<Row> rows = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Effect effect =
          i == 0
              ? new Effect.Control()
              : i == 6
                  ? new Effect.None("nothing completed")
                  : Samples.ratio(startups[i] / 137, startups[i] / 3000, false);
      Standing standing =
          i == 0 ? Standing.CONTROL : i == 6 ? Standing.NOTHING_COMPLETED : Standing.MEASURED;
      rows.add(row(runtimes.get(i), standing, effect, startups[i], memory[i], calls[i], flows[i]));
      if (i > 0) {
        answers.add(
            new Answer(
                runtimes.get(i),
                i == 6
                    ? runtimes.get(i) + " has no completed trial."
                    : "%s starts a pod in %.0f ms and takes %.0f MiB more per pod."
                        .formatted(runtimes.get(i), startups[i], memory[i] - 20.8)));
      }
    }
    return new Comparison(
        run(Status.COMPLETE, runtimes),
        280,
        answers,
        new Table("serial", "idle", "calls", "flow", rows),
        metrics(runtimes.subList(0, 6), 5),
        List.of(
            Samples.startup(
                Samples.curve("runc", 110, 70, 120, 0, 79, 4, 51, 3),
                Samples.curve("crun", 104, 70, 120, 0, 75, 4, 49, 3),
                Samples.curve("gvisor", 447, 150, 120, 0, 268, 26, 213, 8),
                Samples.curve("gvisor-ptrace", 600, 180, 120, 0, 360, 30, 291, 9),
                Samples.curve("kata-qemu", 760, 190, 112, 8, 640, 22, 171, 9),
                Samples.curve("kata-cloud-hypervisor", 580, 150, 120, 0, 470, 22, 158, 5),
                new Curve(runtimes.get(6), List.of(), 0, failed(), List.of()))),
        List.of(
            new MemoryView(
                "idle",
                List.of(
                    Samples.footprint("runc", 1.2, Component.SHIM, 19.4, Component.PAUSE, 0.3),
                    Samples.footprint("crun", 1.1, Component.SHIM, 17.4, Component.PAUSE, 0.3),
                    Samples.footprint(
                        "gvisor",
                        41.0,
                        Component.SHIM,
                        36.0,
                        Component.GOFER,
                        23.0,
                        Component.SENTRY,
                        20.0),
                    Samples.footprint(
                        "kata-qemu",
                        190.0,
                        Component.VMM,
                        171.0,
                        Component.SHIM,
                        33.0,
                        Component.VIRTIOFSD,
                        8.0)))),
        new TwinCheck(
            true,
            List.of(
                new TwinCheck.Pair(
                    "serial",
                    "startup.home_call",
                    Statistic.MEDIAN,
                    Samples.ratio(0.99, 0.03, false),
                    true)),
            "A/A pair equal (0.99×, 0.96–1.02)"),
        List.of(),
        NODE,
        List.of(),
        List.of(),
        List.of("kata-qemu ran with another seccomp profile: its ratios are void."));
  }

  /** A run of the control alone. */
  static Comparison one() {
    Comparison two = two();
    return new Comparison(
        run(Status.COMPLETE, List.of("runc")),
        96,
        List.of(),
        new Table("serial", "idle", "calls", "flow", two.table().rows().subList(0, 1)),
        metrics(List.of("runc"), 0),
        List.of(Samples.startup(two.startup().getFirst().runtimes().getFirst())),
        List.of(new MemoryView("idle", two.memory().getFirst().runtimes().subList(0, 1))),
        two.twin(),
        List.of(),
        NODE,
        List.of(),
        List.of(),
        List.of());
  }

  /** A run in which nothing completed. */
  static Comparison empty(Status status, Standing standing) {
    Run run = run(status, List.of("runc", "gvisor"));
    Counts none = new Counts(0, 0, 0, List.of());
    return new Comparison(
        with(run, run.question(), run.scenario(), List.of(), List.of()),
        0,
        List.of(),
        new Table(
            "",
            "",
            "",
            "",
            List.of(
                blank("runc", Standing.CONTROL, none),
                blank(
                    "gvisor", standing, standing == Standing.NOTHING_COMPLETED ? failed() : none))),
        List.of(),
        List.of(),
        List.of(),
        new TwinCheck(false, List.of(), "There was no A/A pair in this run."),
        List.of(),
        NODE,
        List.of(),
        List.of(),
        List.of());
  }

  /** gvisor showed the host's kernel. */
  static Comparison refused() {
    Comparison empty = empty(Status.COMPLETE, Standing.REFUSED);
    Run run = empty.run();
    Receipt receipt =
        new Receipt(
            "gvisor",
            "gvisor",
            "host",
            "Linux version 6.18.5",
            Map.of(),
            Map.of(),
            List.of(),
            "it shows the host's kernel");
    return of(empty, with(run, run.question(), run.scenario(), List.of(receipt), List.of()));
  }

  /** The same text wherever a text from outside can stand. */
  static Comparison hostile(String text) {
    Comparison two = two();
    Run run = run(Status.COMPLETE, List.of("runc", text));
    Receipt receipt =
        new Receipt(
            text,
            text,
            text,
            text,
            Map.of(text, text),
            Map.of(text, text),
            List.of(text),
            text,
            new Isolation(
                Map.of(Inside.DEVICES, text, Inside.SECCOMP, text, Inside.CAPABILITIES, text),
                List.of(new Serving(Component.OTHER, text, 1, text, text, text, text, text, text)),
                text));
    Counts counts = new Counts(0, 0, 1, List.of(new Cause(text, 1)));
    return new Comparison(
        with(run, text, text, List.of(receipt), List.of(text)),
        1,
        List.of(new Answer(text, text)),
        new Table(
            "serial",
            "idle",
            "calls",
            "flow",
            List.of(
                two.table().rows().getFirst(), blank(text, Standing.NOTHING_COMPLETED, counts))),
        metrics(run.runtimes(), 1),
        List.of(
            Samples.startup(
                Samples.curve(text, 110, 70, 20, 0, 79, 4, 51, 3),
                Samples.curve("runc", 110, 70, 20, 2, 79, 4, 51, 3))),
        two.memory(),
        new TwinCheck(true, List.of(), text),
        List.of(density(text)),
        List.of(
            new NodeShare(text, List.of(1), List.of("runc", text)),
            new NodeShare("b", List.of(2), List.of("runc", text))),
        List.of(),
        List.of(new Remark("calls", text)),
        List.of(text));
  }

  private static DensityView density(String text) {
    return new DensityView(
        text,
        List.of(
            new DensityView.Row(
                text,
                List.of(new DensityView.Ramp(1, 5, Optional.of(7), GaveOut.POD, text)),
                new Figure.Absent(text))));
  }

  private static Comparison of(Comparison other, Run run) {
    return new Comparison(
        run,
        other.completedTrials(),
        other.answers(),
        other.table(),
        other.metrics(),
        other.startup(),
        other.memory(),
        other.twin(),
        other.density(),
        other.nodes(),
        other.ownCosts(),
        other.remarks(),
        other.warnings());
  }

  private static Run with(
      Run run, String question, String scenario, List<Receipt> receipts, List<String> notes) {
    return new Run(
        run.schema(),
        run.id(),
        run.status(),
        run.name(),
        question,
        scenario,
        run.runtimes(),
        run.control(),
        run.rounds(),
        run.aa(),
        run.seed(),
        run.planHash(),
        run.plannedTrials(),
        run.argv(),
        run.tareVersion(),
        run.startedAt(),
        run.endedAt(),
        run.environment(),
        receipts,
        run.fingerprint(),
        notes);
  }

  static Row blank(String runtime, Standing standing, Counts counts) {
    return new Row(
        runtime,
        standing,
        NOT_MEASURED,
        NOT_MEASURED,
        new Effect.None("not measured"),
        NOT_MEASURED,
        NOT_MEASURED,
        NOT_MEASURED,
        NOT_MEASURED,
        NOT_MEASURED,
        NOT_MEASURED,
        "",
        "",
        counts);
  }

  static Counts failed() {
    return new Counts(
        0,
        0,
        12,
        List.of(
            new Cause("failed to create shim task: the file /opt/kata/bin/qemu was not found", 11),
            new Cause("context deadline exceeded", 1)));
  }

  private static Row row(
      String runtime,
      Standing standing,
      Effect effect,
      double millis,
      double mib,
      double getppid,
      double gbits) {
    if (millis == 0) {
      return blank(runtime, standing, failed());
    }
    boolean own = runtime.startsWith("gvisor");
    boolean guest = runtime.startsWith("kata");
    return new Row(
        runtime,
        standing,
        Samples.known(millis * 1e6, millis * 2e4, 120),
        Samples.known(millis * 1.15e6, millis * 4e4, 120),
        effect,
        Samples.known(mib * MIB, mib * 0.01 * MIB, 12),
        Samples.known(mib * 1.1 * MIB, mib * 0.02 * MIB, 12),
        Samples.known(getppid, getppid * 0.03, 12),
        Samples.known(gbits * 1.25e8, gbits * 3e6, 12),
        Samples.known(1.7e6 / gbits, 3e4 / gbits, 12),
        Samples.known(4e6 / gbits, 1e5 / gbits, 12),
        own ? "userspace-kernel" : guest ? "vm" : "host",
        own ? "4.4.0" : guest ? "6.12.28" : "6.18.5",
        new Counts(120, runtime.equals("kata-qemu") ? 8 : 0, 0, List.of()));
  }

  private static List<MetricComparison> metrics(List<String> runtimes, int others) {
    double[][] medians = {
      {137e6, 131e6, 507e6, 690e6, 842e6, 655e6},
      {20.8 * MIB, 18.2 * MIB, 99.7 * MIB, 96.1 * MIB, 212 * MIB, 171 * MIB},
      {142, 141, 8700, 14_300, 155, 151},
      {25, 25, 31, 33, 27, 26},
      {210, 208, 9900, 18_100, 240, 238},
      {612_000, 610_000, 3_912_000, 6_140_000, 702_000, 700_000},
      {4.1e9, 4.1e9, 4.14e9, 4.1e9, 4.16e9, 4.15e9},
      {5.2e9, 5.24e9, 1.46e9, 1.22e9, 3.02e9, 3.14e9},
      {41e3, 40e3, 145e3, 171e3, 70e3, 68e3}
    };
    if (others == 1) {
      for (double[] row : medians) {
        row[1] = row[2];
      }
    }
    String[][] names = {
      {"serial", "startup", "startup.home_call", "start-up"},
      {"idle", "memory", "memory.pss", "memory per pod"},
      {"calls", "jmh", "syscall.getppid", "getppid"},
      {"calls", "jmh", "syscall.clock_gettime", "clock_gettime"},
      {"calls", "jmh", "syscall.read", "read of one byte"},
      {"calls", "jmh", "syscall.fork_exec", "fork and exec"},
      {"calls", "jmh", "cpu.work", "CPU work, the control"},
      {"flow", "network", "network.throughput", "throughput"},
      {"flow", "network", "network.request_latency", "request latency"}
    };
    List<MetricComparison> metrics = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      String name = names[i][2];
      Metric metric =
          i == 1
              ? Metric.size(name)
              : i == 7
                  ? Metric.throughput(name)
                  : i == 6
                      ? new Metric(name, Metric.Unit.ONE, Metric.Direction.LOWER_IS_BETTER)
                      : Metric.duration(name);
      metrics.add(
          Samples.metric(
              names[i][0],
              names[i][1],
              metric,
              names[i][3],
              runtimes,
              Arrays.copyOf(medians[i], others + 1)));
    }
    return metrics;
  }

  static Run run(Status status, List<String> runtimes) {
    return new Run(
        Run.SCHEMA,
        "20261123t200300z-demo-0a1b",
        status,
        "demo",
        "What does isolation cost on this node?",
        "scenario: demo\nquestion: What does isolation cost on this node?\nruntimes: ['*']\n",
        runtimes,
        "runc",
        12,
        runtimes.contains("runc#aa"),
        7,
        "5d1368e0c1",
        96,
        List.of("tare", "run", "demo", "--runtimes", String.join(",", runtimes), "--seed", "7"),
        "0.1.0",
        "2026-11-23T20:03:11Z",
        "2026-11-23T20:11:40Z",
        environment(),
        runtimes.stream().filter(name -> !name.endsWith("#aa")).map(SampleRuns::receipt).toList(),
        "9f2c",
        List.of());
  }

  private static Environment environment() {
    return new Environment(
        List.of(
            Fact.known("host.name", "node-1", false),
            Fact.known("cpu.model", "Example CPU @ 2.00GHz", true),
            Fact.known("cpu.online", "0-1", true),
            Fact.unknown("cpu.governor", "there is no cpufreq folder", true),
            Fact.known("kernel.release", "6.18.5", true),
            Fact.known("cri.runtime", "containerd 1.7.24", true)));
  }

  private static Receipt receipt(String runtime) {
    return new Receipt(
        runtime,
        runtime,
        runtime.startsWith("gvisor") ? "userspace-kernel" : "host",
        runtime.startsWith("gvisor")
            ? "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016"
            : "Linux version 6.18.5 (build@host) #1 SMP",
        Map.of("cpus", "1", "quota", "100000/100000", "memory", "268435456", "seccomp", "2"),
        Map.of("runtime", "1.1.12"),
        List.of(),
        "",
        isolation(runtime.startsWith("gvisor")));
  }

  private static Isolation isolation(boolean gvisor) {
    return new Isolation(
        Map.of(
            Inside.UID_MAP,
            "0 0 4294967295",
            Inside.USER,
            "65534",
            Inside.SECCOMP,
            gvisor ? "2" : "0",
            Inside.NO_NEW_PRIVILEGES,
            "1",
            Inside.CAPABILITIES,
            "0000000000000000",
            Inside.BOUNDING,
            gvisor ? "0000000000000000" : "00000000a80425fb",
            Inside.DEVICES,
            "full null random tty urandom zero",
            Inside.ROOT,
            gvisor ? "overlay rw" : "overlay ro"),
        List.of(
            new Serving(
                gvisor ? Component.SENTRY : Component.WORKLOAD,
                gvisor ? "runsc-sandbox" : "sh",
                1,
                gvisor ? "2" : "0",
                gvisor ? "1" : "0",
                "1",
                "65534",
                gvisor ? "ipc mnt net pid user uts" : "cgroup ipc mnt net pid uts",
                "0000000000000000")),
        "");
  }
}
