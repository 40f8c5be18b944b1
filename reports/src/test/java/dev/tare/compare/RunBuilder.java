package dev.tare.compare;

import dev.tare.result.Environment;
import dev.tare.result.Fact;
import dev.tare.result.Mark;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.Reading;
import dev.tare.result.Receipt;
import dev.tare.result.Run;
import dev.tare.result.RunFolder;
import dev.tare.result.Sample;
import dev.tare.result.TrialRecord;
import dev.tare.result.TrialResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Writes small run folders with known numbers. */
final class RunBuilder {

  static final long LIMIT = 60_000_000_000L;

  private static final Map<Phase, List<String>> STOPS =
      Map.of(
          Phase.CALLED_HOME, List.of("startup.home_call"),
          Phase.OUTPUT_RECEIVED, List.of("startup.output_received"),
          Phase.CONTAINERS_STARTED, List.of("startup.sli"));

  private final List<String> runtimes;
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<TrialRecord> trials = new ArrayList<>();
  private boolean aa;
  private Run.Status status = Run.Status.COMPLETE;
  private String node = "node-1";
  private List<Fact> facts = List.of();
  private String scenario = "scenario: test\n";

  /** The first runtime is the control; each has a receipt that allows everything. */
  RunBuilder(String... runtimes) {
    this.runtimes = new ArrayList<>(List.of(runtimes));
    for (String runtime : runtimes) {
      receipts.add(receipt(runtime, List.of(), ""));
    }
  }

  RunBuilder withTwin() {
    aa = true;
    runtimes.add(runtimes.getFirst() + "#aa");
    return this;
  }

  RunBuilder snapshotter(String runtime, String sandbox, String snapshotter) {
    return replace(
        new Receipt(
            runtime,
            runtime,
            sandbox,
            "Linux 6.18",
            Map.of("cpus", "1", "snapshotter", snapshotter),
            Map.of(),
            List.of(),
            ""));
  }

  RunBuilder scenario(String text) {
    scenario = text;
    return this;
  }

  RunBuilder terms(String runtime, Map<String, String> terms) {
    return replace(
        new Receipt(
            runtime, runtime, "userspace-kernel", "Linux 6.18", terms, Map.of(), List.of(), ""));
  }

  /** A trial of loads in that case. */
  RunBuilder working(
      int round, String runtime, String workload, List<Reading> readings, Sample... samples) {
    return one(round, runtime, workload, "working", readings, samples);
  }

  RunBuilder unequal(String runtime, String how) {
    return replace(receipt(runtime, List.of(how), ""));
  }

  RunBuilder refused(String runtime, String why) {
    return replace(receipt(runtime, List.of(), why));
  }

  RunBuilder withoutReceipt(String runtime) {
    receipts.removeIf(receipt -> receipt.runtime().equals(runtime));
    return this;
  }

  RunBuilder status(Run.Status ended) {
    status = ended;
    return this;
  }

  RunBuilder facts(Fact... known) {
    facts = List.of(known);
    return this;
  }

  /** The node of the trials that follow. */
  RunBuilder on(String name) {
    node = name;
    return this;
  }

  /** One start-up trial; pods that answered after these milliseconds. */
  RunBuilder startup(int round, String runtime, double... millis) {
    return startup(round, runtime, DoubleStream.of(millis).mapToObj(RunBuilder::answered).toList());
  }

  RunBuilder startup(int round, String runtime, List<PodOutcome> pods, Reading... readings) {
    List<Sample> samples = new ArrayList<>();
    pods.stream()
        .filter(PodOutcome.Completed.class::isInstance)
        .flatMap(pod -> pod.marks().stream())
        .forEach(
            mark ->
                STOPS
                    .getOrDefault(mark.phase(), List.of())
                    .forEach(
                        name -> samples.add(new Sample(Metric.duration(name), mark.nanos(), 0))));
    return trial(round, runtime, "serial", "startup", pods, List.of(readings), List.of(), samples);
  }

  /** A start-up trial of that case with everything said. */
  RunBuilder startup(
      int round,
      String runtime,
      String workload,
      List<PodOutcome> pods,
      List<Reading> readings,
      List<Sample> samples) {
    return trial(round, runtime, workload, "startup", pods, readings, List.of(), samples);
  }

  /** One trial of another family with one completed pod. */
  RunBuilder samples(int round, String runtime, String family, Metric metric, double... values) {
    return one(
        round,
        runtime,
        family,
        family,
        List.of(),
        DoubleStream.of(values)
            .mapToObj(value -> new Sample(metric, value, 0))
            .toArray(Sample[]::new));
  }

  RunBuilder memory(int round, String runtime, List<Reading> readings, Sample... samples) {
    return one(round, runtime, "idle", "memory", readings, samples);
  }

  RunBuilder density(int round, String runtime, Reading.Density ramp, Sample... samples) {
    return one(round, runtime, "dense", "density", List.of(ramp), samples);
  }

  /** A suite of benchmarks in that case. */
  RunBuilder jmh(
      int round, String runtime, String workload, List<Reading> readings, Sample... samples) {
    return one(round, runtime, workload, "jmh", readings, samples);
  }

  /** A trial that a problem spoilt. */
  RunBuilder spoilt(int round, String runtime, String problem) {
    List<Sample> samples = List.of(new Sample(Metric.duration("startup.home_call"), 1, 0));
    return trial(
        round,
        runtime,
        "serial",
        "startup",
        List.of(answered(1)),
        List.of(),
        List.of(problem),
        samples);
  }

  RunFolder write(Path results) throws IOException {
    Run run =
        new Run(
            Run.SCHEMA,
            "20261124t020304z-test-0000",
            Run.Status.RUNNING,
            "test",
            "What does a sandbox cost?",
            scenario,
            runtimes,
            runtimes.getFirst(),
            6,
            aa,
            1,
            "00",
            99,
            List.of("tare", "run", "test"),
            "0.1.0",
            "2026-11-24T02:03:04Z",
            "",
            new Environment(facts),
            receipts,
            "00",
            List.of());
    RunFolder folder = RunFolder.create(results, run);
    for (TrialRecord trial : trials) {
      folder.append(trial);
    }
    folder.update(withStatus(run, status));
    return RunFolder.open(folder.path());
  }

  static PodOutcome answered(double millis) {
    return pod(Map.of(Phase.REQUESTED, 0.0, Phase.CALLED_HOME, millis));
  }

  /** A completed pod with marks at these milliseconds. */
  static PodOutcome pod(Map<Phase, Double> marks) {
    return new PodOutcome.Completed("pod", marks(marks));
  }

  static PodOutcome censored() {
    return new PodOutcome.Censored("pod", marks(Map.of(Phase.REQUESTED, 0.0)), LIMIT);
  }

  static PodOutcome failed(String cause) {
    return new PodOutcome.Failed("pod", List.of(), "creating the sandbox", cause);
  }

  private static List<Mark> marks(Map<Phase, Double> marks) {
    return Stream.of(Phase.values())
        .filter(marks::containsKey)
        .map(phase -> new Mark(phase, "harness", nanos(marks, phase), 0))
        .toList();
  }

  private static long nanos(Map<Phase, Double> marks, Phase phase) {
    return Math.round(marks.getOrDefault(phase, 0.0) * 1e6);
  }

  /** A trial whose one pod completed. */
  private RunBuilder one(
      int round,
      String runtime,
      String workload,
      String family,
      List<Reading> readings,
      Sample... samples) {
    return trial(
        round,
        runtime,
        workload,
        family,
        List.of(answered(1)),
        readings,
        List.of(),
        List.of(samples));
  }

  private RunBuilder trial(
      int round,
      String runtime,
      String workload,
      String family,
      List<PodOutcome> pods,
      List<Reading> readings,
      List<String> problems,
      List<Sample> samples) {
    trials.add(
        new TrialRecord(
            "r%02d-%s-%s-%d".formatted(round, workload, runtime, trials.size()),
            round,
            trials.size(),
            node,
            runtime,
            workload,
            family,
            "2026-11-24T02:04:00Z",
            1_000_000_000L,
            new TrialResult(pods, readings, Map.of(), problems),
            samples));
    return this;
  }

  private RunBuilder replace(Receipt changed) {
    receipts.replaceAll(receipt -> receipt.runtime().equals(changed.runtime()) ? changed : receipt);
    return this;
  }

  private static Receipt receipt(String runtime, List<String> unequal, String refused) {
    String sandbox = runtime.equals("runc") ? "host" : "userspace-kernel";
    return new Receipt(
        runtime, runtime, sandbox, "Linux 6.18", Map.of("cpus", "1"), Map.of(), unequal, refused);
  }

  private static Run withStatus(Run run, Run.Status status) {
    return new Run(
        run.schema(),
        run.id(),
        status,
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
        status == Run.Status.RUNNING ? "" : "2026-11-24T02:13:04Z",
        run.environment(),
        run.receipts(),
        run.fingerprint(),
        run.notes());
  }
}
