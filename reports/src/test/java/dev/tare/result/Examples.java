package dev.tare.result;

import java.util.List;
import java.util.Map;

/** A run and a trial with something of everything. */
final class Examples {

  static final String ID = "20261124t020304z-demo-00ff";

  private Examples() {}

  static Run run(Run.Status status) {
    return run(ID, status);
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

  static TrialRecord trial(int round, String runtime) {
    List<Mark> marks =
        List.of(
            new Mark(Phase.REQUESTED, "harness", 10, 0),
            new Mark(Phase.CALLED_HOME, "harness", 500_000_010, 1_000));
    ProcessMemory sentry =
        new ProcessMemory(
            7, Component.SENTRY, "runsc-sandbox", "/kubepods/a", 4096, 1024, 2048, 1024, 0);
    return new TrialRecord(
        "r%02d-serial-%s".formatted(round, runtime),
        round,
        round - 1,
        "node-1",
        runtime,
        "serial",
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
