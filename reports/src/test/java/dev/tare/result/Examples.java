package dev.tare.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run and a trial with something of everything. */
final class Examples {

  static final String ID = "20261124t020304z-demo-00ff";

  private Examples() {}

  static Run run(Run.Status status) {
    return run(ID, status);
  }

  /** The same, whose first receipt holds that evidence. */
  static Run run(Run.Status status, Isolation isolation) {
    Run run = run(status);
    Receipt receipt = run.receipts().getFirst();
    return new Run(
        run.schema(),
        run.id(),
        run.status(),
        run.name(),
        run.question(),
        run.scenario(),
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
        List.of(
            new Receipt(
                receipt.runtime(),
                receipt.handler(),
                receipt.sandbox(),
                receipt.kernel(),
                receipt.terms(),
                receipt.versions(),
                receipt.unequal(),
                receipt.refused(),
                isolation)),
        run.fingerprint(),
        run.notes());
  }

  static Run run(String id, Run.Status status) {
    return new Run(
        Run.SCHEMA,
        id,
        status,
        "demo",
        "What does a sandbox cost?",
        "scenario: demo\n",
        List.of("runc", "gvisor", "runc#aa"),
        "runc",
        12,
        true,
        42,
        "ab12",
        72,
        List.of("tare", "run", "demo"),
        "0.1.0",
        "2026-11-24T02:03:04Z",
        status == Run.Status.RUNNING ? "" : "2026-11-24T02:13:04Z",
        new Environment(
            List.of(
                Fact.known("cpu.model", "Example 9000", true),
                Fact.unknown("cpu.governor", "no cpufreq here", false))),
        List.of(
            new Receipt(
                "gvisor",
                "gvisor",
                "userspace-kernel",
                "Linux 4.4.0",
                Map.of("cpus", "1", "memory", "268435456"),
                Map.of("runsc", "release-20261101"),
                List.of(),
                "")),
        "cd34",
        List.of("a note"));
  }

  /** A trial with what came after the first stored form: Kubernetes' marks, and pods under load. */
  static TrialRecord watched() {
    List<Mark> marks =
        List.of(
            new Mark(Phase.REQUESTED, "harness", 10, 50_000),
            new Mark(Phase.SCHEDULED, "watch", 8_000_000, 50_000),
            new Mark(Phase.ACKNOWLEDGED, "harness", 9_000_000, 50_000),
            new Mark(Phase.CALLED_HOME, "harness", 700_000_000, 50_000),
            new Mark(Phase.OUTPUT_RECEIVED, "harness", 720_000_000, 50_000),
            new Mark(Phase.CONTAINERS_STARTED, "watch", 1_500_000_000, 50_000),
            new Mark(Phase.READY, "watch", 1_500_000_000, 50_000));
    return new TrialRecord(
        "r01.serial.runc",
        1,
        0,
        "node-2",
        "runc",
        "serial",
        "startup",
        "2026-11-24T02:04:01Z",
        7_000_000_000L,
        new TrialResult(
            List.of(new PodOutcome.Completed("a", marks)), underLoad(), Map.of(), List.of()),
        List.of(new Sample(Metric.duration("startup.sli"), 1.5e9, 100_000)));
  }

  private static List<Reading> underLoad() {
    return List.of(
        new Reading.UnderLoad(
            "a",
            "cache",
            "under",
            4096,
            8192,
            0,
            true,
            Optional.empty(),
            List.of(new Reading.Cgroup("a", 1, "/kubepods/a", 2, 1, Map.of("anon", 1L)))),
        new Reading.UnderLoad("a", "idle", "after", 0, 0, 1, false, Optional.of(4096L), List.of()),
        new Reading.GuestBoot("a", 312_345_000L, 540_000_000L),
        new Reading.Harness(30_000_000L, 2_000_000_000L),
        new Reading.CpuTimes(
            "tx-before",
            5,
            1_795_486_102_000_000_000L,
            1_795_486_102_000_500_000L,
            Map.of("user", 10_000_000L, "idle", 0L),
            List.of(new CpuGroup("", "/tare/node", 1, 7), new CpuGroup("a", "/tare/a", 2, 8)),
            List.of(new CpuProcess(9, 10, "a", "shim", "shim", "/tare/node", 11, 12))),
        new Reading.OwnCost(30_000_000L, 2_000_000_000L, Optional.of(1L), Optional.empty()),
        new Reading.Brackets(
            "a", 120_000, "", List.of(new Reading.Bracket("cpu.work", 80_000_000, 80_010_000))),
        new Reading.FileStore("a", "/", "overlay", "rw", "buffered", 900, Optional.of(2700L)),
        new Reading.FileStore("a", "/", "9p", "rw", "buffered", 9000, Optional.empty()));
  }

  static TrialRecord trial(int round, String runtime) {
    return trial(round, runtime, "serial");
  }

  static TrialRecord trial(int round, String runtime, String workload) {
    List<Mark> marks =
        List.of(
            new Mark(Phase.REQUESTED, "harness", 10, 0),
            new Mark(Phase.CALLED_HOME, "harness", 500_000_010, 1_000));
    ProcessMemory sentry =
        new ProcessMemory(
            7, Component.SENTRY, "runsc-sandbox", "/kubepods/a", 4096, 1024, 2048, 1024, 0);
    return new TrialRecord(
        "r%02d-%s-%s".formatted(round, workload, runtime),
        round,
        round - 1,
        "node-1",
        runtime,
        workload,
        "startup",
        "2026-11-24T02:04:0%dZ".formatted(round % 10),
        7_000_000_000L,
        new TrialResult(
            List.of(
                new PodOutcome.Completed("a", marks),
                new PodOutcome.Censored("b", List.of(), 60_000_000_000L),
                new PodOutcome.Failed("c", List.of(), "creating the sandbox", "no space left")),
            List.of(
                new Reading.ProcessTree("a", 1, List.of(sentry)),
                new Reading.Cgroup("a", 1, "/kubepods/a", 1, 8192, Map.of("rss", 4096L)),
                new Reading.Node(0, Map.of("MemAvailable", 1_000_000L)),
                new Reading.RuntimeStats("a", 1, 8192, 4096),
                new Reading.CpuLimit("a", 40, 10, 250_000_000L),
                new Reading.Blind("cgroup", "the VM runs on another machine")),
            Map.of("jmh.json", "[1, \"zwei – drei\"]"),
            List.of()),
        List.of(
            new Sample(Metric.duration("startup.home_call"), 5.0e8, 1000),
            new Sample(Metric.duration("startup.home_call"), 5.1e8, 1000),
            new Sample(Metric.duration("startup.home_call"), 5.25e8, 2000),
            new Sample(Metric.duration("startup.network_usable"), -12.5, 0),
            new Sample(Metric.throughput("network.throughput"), 1.25e9, 0)));
  }
}
