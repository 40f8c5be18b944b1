package dev.tare.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.compare.MemoryView.CannotSee;
import dev.tare.compare.MemoryView.Footprint;
import dev.tare.compare.MemoryView.KernelPart;
import dev.tare.compare.MemoryView.Part;
import dev.tare.compare.StartupView.Curve;
import dev.tare.compare.StartupView.PhaseTime;
import dev.tare.compare.StartupView.Point;
import dev.tare.result.Component;
import dev.tare.result.Metric;
import dev.tare.result.Phase;
import dev.tare.result.PodOutcome;
import dev.tare.result.ProcessMemory;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves and phases of start-up, and the three views of memory. */
class ViewsTest {

  private static final long MIB = 1 << 20;

  @TempDir Path results;

  @Test
  void theCurveCountsThePodsThatNeverAnswered() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(1, "runc", List.of(RunBuilder.answered(30), RunBuilder.answered(10)))
            .startup(2, "runc", List.of(RunBuilder.censored(), RunBuilder.failed("no space")));

    Curve curve = curve(run);

    assertThat(curve.points()).containsExactly(new Point(10e6, 0.25), new Point(30e6, 0.5));
    assertThat(curve.limitNanos()).isEqualTo(RunBuilder.LIMIT);
    assertThat(curve.counts().total()).isEqualTo(4);
  }

  @Test
  void phasesLieBetweenMarksThatCauseEachOther() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(
                1,
                "runc",
                List.of(
                    RunBuilder.pod(
                        Map.of(
                            Phase.REQUESTED, 0.0,
                            Phase.SANDBOX_CREATED, 50.0,
                            Phase.CONTAINER_CREATED, 60.0,
                            Phase.START_ANSWERED, 99.0,
                            Phase.FIRST_OUTPUT, 90.0,
                            Phase.CALLED_HOME, 95.0))));

    List<PhaseTime> phases = curve(run).phases();

    assertThat(phases)
        .extracting(PhaseTime::name)
        .containsExactly("sandbox", "create", "start", "home call", "start answered to home call");
    assertThat(phases)
        .extracting(phase -> phase.nanos().known().orElseThrow().value())
        .containsExactly(50e6, 10e6, 30e6, 5e6, -4e6);
    assertThat(phases)
        .extracting(PhaseTime::signed)
        .containsExactly(false, false, false, false, true);
  }

  @Test
  void theNetworkIsAPartOfTheSandboxWhereSomethingSawIt() throws IOException {
    Map<Phase, Double> seen =
        Map.of(
            Phase.REQUESTED, 0.0,
            Phase.NETWORK_BEGUN, 12.0,
            Phase.NETWORK_READY, 40.0,
            Phase.SANDBOX_CREATED, 80.0,
            Phase.CONTAINER_CREATED, 86.0,
            Phase.CALLED_HOME, 140.0);
    RunBuilder run = new RunBuilder("runc").startup(1, "runc", List.of(RunBuilder.pod(seen)));

    List<PhaseTime> phases = curve(run).phases();

    assertThat(phases)
        .extracting(PhaseTime::name)
        .containsExactly("before the network", "network", "sandbox start", "create", "start");
    assertThat(phases)
        .extracting(phase -> phase.nanos().known().orElseThrow().value())
        .containsExactly(12e6, 28e6, 40e6, 6e6, 54e6);
  }

  @Test
  void throughKubernetesTheNetworkPartsWhatTheNodeDoes() throws IOException {
    Map<Phase, Double> seen =
        Map.of(
            Phase.REQUESTED, 0.0,
            Phase.SCHEDULED, 8.0,
            Phase.NETWORK_BEGUN, 112.0,
            Phase.NETWORK_READY, 140.0,
            Phase.FIRST_OUTPUT, 640.0,
            Phase.CALLED_HOME, 645.0);

    assertThat(
            curve(new RunBuilder("runc").startup(1, "runc", List.of(RunBuilder.pod(seen))))
                .phases())
        .extracting(PhaseTime::name)
        .containsExactly(
            "schedule", "before the network", "network", "after the network", "home call");
  }

  private static final Map<Phase, Double> BY_THE_KUBELET =
      Map.ofEntries(
          Map.entry(Phase.REQUESTED, 0.0),
          // The watch was late to show it.
          Map.entry(Phase.SCHEDULED, 110.0),
          Map.entry(Phase.SANDBOX_BEGUN, 108.0),
          Map.entry(Phase.NETWORK_BEGUN, 112.0),
          Map.entry(Phase.NETWORK_READY, 140.0),
          Map.entry(Phase.SANDBOX_CREATED, 180.0),
          Map.entry(Phase.CONTAINER_BEGUN, 184.0),
          Map.entry(Phase.CONTAINER_CREATED, 186.0),
          Map.entry(Phase.START_ANSWERED, 246.0),
          Map.entry(Phase.FIRST_OUTPUT, 240.0),
          Map.entry(Phase.CALLED_HOME, 245.0));

  @Test
  void theKubeletsCallsPartWhatTheNodeDoesLikeThoseOfCri() throws IOException {
    RunBuilder run =
        new RunBuilder("runc").startup(1, "runc", List.of(RunBuilder.pod(BY_THE_KUBELET)));

    List<PhaseTime> phases = curve(run).phases();

    assertThat(phases)
        .filteredOn(phase -> !phase.signed())
        .extracting(PhaseTime::name)
        .containsExactly(
            "before the sandbox",
            "before the network",
            "network",
            "sandbox start",
            "before the container",
            "create",
            "start",
            "home call");
    assertThat(phases)
        .filteredOn(phase -> !phase.signed())
        .extracting(phase -> phase.nanos().known().orElseThrow().value())
        .containsExactly(108e6, 4e6, 28e6, 40e6, 4e6, 2e6, 54e6, 5e6);
    assertThat(phases)
        .filteredOn(PhaseTime::signed)
        .extracting(PhaseTime::name)
        .containsExactly("schedule", "start answered to home call");
  }

  @Test
  void phasesAreOfThePodsThatHaveAllOfThemAndSayOfHowMany() throws IOException {
    Map<Phase, Double> retried =
        Map.of(Phase.REQUESTED, 0.0, Phase.SCHEDULED, 9.0, Phase.CALLED_HOME, 9_000.0);
    RunBuilder run =
        new RunBuilder("runc")
            .startup(
                1,
                "runc",
                List.of(
                    RunBuilder.pod(BY_THE_KUBELET),
                    RunBuilder.pod(retried),
                    RunBuilder.pod(BY_THE_KUBELET)));

    assertThat(curve(run).phases())
        .filteredOn(phase -> !phase.signed())
        .extracting(phase -> phase.nanos().known().orElseThrow().value())
        .containsExactly(108e6, 4e6, 28e6, 40e6, 4e6, 2e6, 54e6, 5e6);
    assertThat(Comparison.of(run.write(results)).startup().getFirst().unseen())
        .containsExactly("phases of runc: those of 2 of 3 pods; the others lack a mark");
  }

  @Test
  void whatNobodySawIsToldOnceForTheRuntimesOfWhichThatHolds() throws IOException {
    Reading.Blind network = new Reading.Blind("network set-up", "none of its CNI plugins stamps");
    List<PodOutcome> pods = List.of(RunBuilder.answered(30));
    RunBuilder run =
        new RunBuilder("runc", "kata")
            .startup(1, "runc", pods, network)
            .startup(
                1,
                "kata",
                pods,
                network,
                new Reading.Blind("guest boot", "pod a: its kernel was up for 9 s"),
                new Reading.Blind("guest boot", "pod b: its kernel was up for 8 s"))
            .startup(2, "runc", pods, network);

    assertThat(Comparison.of(run.write(results)).startup().getFirst().unseen())
        .containsExactly(
            "network set-up of runc, kata: none of its CNI plugins stamps",
            "guest boot of kata: pod a: its kernel was up for 9 s");
  }

  @Test
  void aPhaseThatNothingSawIsAbsent() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(
                1,
                "runc",
                List.of(
                    RunBuilder.pod(
                        Map.of(
                            Phase.REQUESTED, 0.0,
                            Phase.CONTAINER_CREATED, 60.0,
                            Phase.CALLED_HOME, 95.0))));

    assertThat(curve(run).phases()).extracting(PhaseTime::name).containsExactly("create", "start");
  }

  @Test
  void throughKubernetesThereAreSchedulingAndTheNode() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(
                1,
                "runc",
                List.of(
                    RunBuilder.pod(
                        Map.of(
                            Phase.REQUESTED, 0.0,
                            Phase.ACKNOWLEDGED, 9.0,
                            Phase.SCHEDULED, 8.0,
                            Phase.CALLED_HOME, 700.0,
                            Phase.CONTAINERS_STARTED, 650.0,
                            Phase.READY, 1500.0))));

    List<PhaseTime> phases = curve(run).phases();

    assertThat(phases).extracting(PhaseTime::name).containsExactly("schedule", "on the node");
    assertThat(phases)
        .extracting(phase -> phase.nanos().known().orElseThrow().value())
        .containsExactly(8e6, 692e6);
  }

  @Test
  void withoutTheNodesStampTheArrivalOfTheOutputIsTheStop() throws IOException {
    RunBuilder run =
        new RunBuilder("runc")
            .startup(
                1,
                "runc",
                List.of(
                    RunBuilder.pod(
                        Map.of(
                            Phase.REQUESTED, 0.0,
                            Phase.SCHEDULED, 8.0,
                            Phase.OUTPUT_RECEIVED, 720.0)),
                    RunBuilder.censored()));

    StartupView view = compare(run).startup().getFirst();
    Curve curve = view.runtimes().getFirst();

    assertThat(view.metric()).isEqualTo("startup.output_received");
    assertThat(curve.points()).containsExactly(new Point(720e6, 0.5));
    assertThat(curve.phases())
        .extracting(PhaseTime::name)
        .containsExactly("schedule", "on the node, and the log's way");
  }

  @Test
  void theStopIsOneThatMostRuntimesHave() throws IOException {
    RunBuilder run =
        new RunBuilder("runc", "gvisor")
            .startup(
                1,
                "runc",
                List.of(
                    RunBuilder.pod(
                        Map.of(
                            Phase.REQUESTED, 0.0,
                            Phase.CALLED_HOME, 90.0,
                            Phase.OUTPUT_RECEIVED, 80.0))))
            .startup(
                1,
                "gvisor",
                List.of(
                    RunBuilder.pod(Map.of(Phase.REQUESTED, 0.0, Phase.OUTPUT_RECEIVED, 300.0))));

    Comparison comparison = compare(run);

    assertThat(comparison.startup().getFirst().metric()).isEqualTo("startup.output_received");
    assertThat(comparison.answers().getFirst().sentence())
        .startsWith("gvisor: a pod starts in 300 ms to the arrival of its output");
  }

  /** A watch shows nothing of pods that were started through CRI; that is no failure of theirs. */
  @Test
  void aFailedPodIsNoMissingMarkWhereNobodyLooksForTheMark() throws IOException {
    RunBuilder run =
        new RunBuilder("runc-cri", "runc")
            .startup(
                1,
                "runc-cri",
                List.of(RunBuilder.answered(100), RunBuilder.failed("no space left")))
            .startup(
                1,
                "runc",
                List.of(
                    RunBuilder.pod(
                        Map.of(
                            Phase.REQUESTED, 0.0,
                            Phase.CALLED_HOME, 700.0,
                            Phase.CONTAINERS_STARTED, 1500.0)),
                    RunBuilder.failed("no space left")));

    MetricComparison sli = compare(run).metric("serial", "startup.sli").orElseThrow();

    assertThat(sli.runtime("runc-cri").orElseThrow().n()).isZero();
    assertThat(sli.runtime("runc").orElseThrow().n()).isEqualTo(2);
  }

  @Test
  void theViewsOfMemoryAreReconciled() throws IOException {
    RunBuilder run = new RunBuilder("gvisor");
    for (int round = 1; round <= 6; round++) {
      run.memory(
          round,
          "gvisor",
          List.of(
              tree("a", 1, process(Component.SENTRY, 99)),
              tree("a", 2, process(Component.SENTRY, 40), process(Component.GOFER, 10, 4, 4)),
              tree("b", 2, process(Component.SENTRY, 20), process(Component.SHIM, 30, 6, 0)),
              new Reading.Blind("cgroup", "no memory controller")),
          bytes("memory.pss", 50),
          bytes("memory.unmapped", 3),
          bytes("memory.node_slope", 60),
          bytes("memory.node_intercept", 7),
          bytes("memory.node_pagetables", 3),
          bytes("memory.node_slab", 1));
    }

    Footprint footprint = footprint(run);

    assertThat(footprint.level()).isEqualTo(2);
    assertThat(footprint.components())
        .extracting(Part::component)
        .containsExactly(Component.SENTRY, Component.SHIM, Component.GOFER);
    assertThat(footprint.components())
        .extracting(part -> part.pss() / MIB)
        .containsExactly(30.0, 15.0, 5.0);
    assertThat(footprint.reconciliation().kernelParts())
        .containsExactly(new KernelPart("PageTables", 3 * MIB), new KernelPart("Slab", MIB));
    // Of the 100 of both pods 10 are file pages, and 4 of huge pages come on top: 47 per pod, and 5
    // of file pages. 60 of the node less 47, 3 that no process maps, 3 and 1 in the kernel.
    assertThat(footprint.reconciliation().unexplained().known().orElseThrow().value())
        .isEqualTo(6 * MIB);
    assertThat(footprint.reconciliation().sentence())
        .isEqualTo(
            "One more pod takes 60.0 MiB of the node: 47.0 MiB in its processes without file pages,"
                + " 3.00 MiB that no process maps, 4.00 MiB in the kernel, 6.00 MiB unexplained."
                + " The 5.00 MiB of file pages in its processes are shared or can be reclaimed, so"
                + " the node counts them as available. The cgroup cannot be seen.");
    assertThat(footprint.cgroupPerPod()).isEqualTo(new Figure.Absent("not measured"));
    assertThat(footprint.cannotSee())
        .containsExactly(new CannotSee("cgroup", "no memory controller"));
  }

  @Test
  void viewsThatHoldMoreThanTheNodeLostSaySo() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    run.memory(
        1,
        "runc",
        List.of(tree("a", 1, process(Component.SHIM, 30, 6, 0))),
        bytes("memory.node_slope", 20),
        bytes("memory.cgroup", 9));

    // 20 less 24.
    assertThat(footprint(run).reconciliation().sentence())
        .isEqualTo(
            "One more pod takes 20.0 MiB of the node: 24.0 MiB in its processes without file pages,"
                + " 0.00 MiB in the kernel, together 4.00 MiB more than that. The 6.00 MiB of file"
                + " pages in its processes are shared or can be reclaimed, so the node counts them"
                + " as available. The pod's cgroup holds 9.00 MiB.");
  }

  @Test
  void theIdleFigureSaysHowManyPodsStoodTogether() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    List<Reading> three =
        Stream.of("a", "b", "c").map(pod -> tree(pod, 3, process(Component.SHIM, 13))).toList();
    run.memory(1, "runc", three, bytes("memory.pss", 13));

    Comparison comparison = Comparison.of(run.write(results));

    assertThat(comparison.idlePods()).isEqualTo("3");
    assertThat(comparison.answers().getFirst().sentence())
        .isEqualTo(
            "runc: an idle pod takes 13.0 MiB (3 pods together);"
                + " there is nothing to compare it with.");
  }

  @Test
  void aBlindProcessViewGivesNoSumThatWouldBeTooSmall() throws IOException {
    RunBuilder run = new RunBuilder("kata");
    run.memory(
        1,
        "kata",
        List.of(
            tree("a", 1, process(Component.SHIM, 30)),
            new Reading.Blind("process-tree", "the VM runs on another machine")),
        bytes("memory.node_slope", 60));

    Footprint footprint = footprint(run);

    assertThat(footprint.components()).isEmpty();
    assertThat(footprint.reconciliation().unexplained())
        .isEqualTo(new Figure.Absent("the process view is missing"));
    assertThat(footprint.reconciliation().sentence())
        .isEqualTo("The views cannot be reconciled: the process view is missing.");
  }

  @Test
  void aNodeThatGainsMemoryWhilePodsAreAddedSaysNothingOfPods() throws IOException {
    RunBuilder run = new RunBuilder("runc");
    run.memory(
        1,
        "runc",
        List.of(tree("a", 1, process(Component.SHIM, 13))),
        bytes("memory.pss", 13),
        bytes("memory.node_slope", -842));

    Comparison comparison = Comparison.of(run.write(results));

    Footprint footprint = comparison.memory().getFirst().runtimes().getFirst();
    String reason = "cannot see: other use of the node's memory drowns the pods (slope -842 MiB)";
    assertThat(footprint.nodeSlopePerPod()).isEqualTo(new Figure.Absent(reason));
    assertThat(comparison.table().rows().getFirst().nodeSlopeBytesPerPod())
        .isEqualTo(new Figure.Absent(reason));
    assertThat(footprint.reconciliation().sentence())
        .isEqualTo("The views cannot be reconciled: the node view " + reason + ".");
  }

  private int written;

  private Comparison compare(RunBuilder run) throws IOException {
    return Comparison.of(run.write(results.resolve("run-" + written++)));
  }

  private Curve curve(RunBuilder run) throws IOException {
    return compare(run).startup().getFirst().runtimes().getFirst();
  }

  private Footprint footprint(RunBuilder run) throws IOException {
    return Comparison.of(run.write(results)).memory().getFirst().runtimes().getFirst();
  }

  private static Reading tree(String pod, int level, ProcessMemory... processes) {
    return new Reading.ProcessTree(pod, level, List.of(processes));
  }

  private static ProcessMemory process(Component component, long mebibytes) {
    return process(component, mebibytes, 0, 0);
  }

  /** Of its PSS that much is file pages; huge pages come on top. */
  private static ProcessMemory process(Component component, long pss, long file, long huge) {
    return new ProcessMemory(
        1, component, "command", "/pod", pss * MIB, (pss - file) * MIB, file * MIB, 0, huge * MIB);
  }

  private static Sample bytes(String metric, long mebibytes) {
    return new Sample(Metric.size(metric), mebibytes * MIB, 0);
  }
}
